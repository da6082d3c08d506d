package dev.millrace.store.sql;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.RunScope;
import java.util.List;
import java.util.Optional;

/** Among which rows is searched. */
interface SearchScope {
  /** Adds what is true of them. */
  void add(SqlText sql);

  static SearchScope of(ProjectName project) {
    return sql -> sql.add("r.project = ?", project.value());
  }

  static SearchScope of(ProjectName project, LifecycleView view) {
    return sql -> sql.add("r.project = ?", project.value()).add(text(view));
  }

  /** Empty when none of the experiments is there. */
  static Optional<SearchScope> of(SqlSession session, ProjectName project, RunScope scope) {
    String view = text(scope.view());
    if (scope.experiments().isEmpty()) {
      return Optional.of(of(project, scope.view()));
    }
    SqlText sql = new SqlText().add("SELECT id FROM experiment WHERE project = ?", project.value());
    sql.add(" AND id IN ");
    sql.addList(scope.experiments().stream().map(ExperimentId::number).toList());
    List<Long> there = session.list(sql.text(), row -> row.getLong(1), sql.parameters());
    return switch (there.size()) {
      case 0 -> Optional.empty();
      case 1 -> // without the project, so that the index of the experiment is the one to use
          Optional.of(where -> where.add("r.experiment_id = ?", there.getFirst()).add(view));
      default ->
          Optional.of(
              where ->
                  where
                      .add("r.project = ?", project.value())
                      .add(" AND r.experiment_id IN ")
                      .addList(there)
                      .add(view));
    };
  }

  private static String text(LifecycleView view) {
    return switch (view) {
      case ACTIVE -> " AND r.deleted_ms IS NULL";
      case DELETED -> " AND r.deleted_ms IS NOT NULL";
      case ALL -> "";
    };
  }
}
