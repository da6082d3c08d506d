package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseState;
import dev.millrace.spi.store.LineageEdge;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StoreProblems;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads of runs. */
final class SqlRunQueries implements RunQueries {
  private final Transactions transactions;

  SqlRunQueries(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<RunSummary> list(ProjectName project, RunPage page) {
    String filter = page.pipeline().isPresent() ? " AND pipeline = :pipeline" : "";
    return transactions.read(
        handle -> {
          Query query =
              handle
                  .createQuery(
                      "SELECT * FROM run WHERE project = :project AND sequence < :before"
                          + filter
                          + " ORDER BY sequence DESC LIMIT :limit")
                  .bind("project", project.value())
                  .bind("before", page.before())
                  .bind("limit", page.limit());
          page.pipeline().ifPresent(pipeline -> query.bind("pipeline", pipeline.value()));
          return query.map((row, context) -> RunRow.read(row)).list();
        });
  }

  @Override
  public LoadedRun load(ProjectName project, RunId run) {
    return transactions.read(
        handle ->
            new LoadedRun(
                RunRow.find(handle, project, run).orElseThrow(() -> StoreProblems.runUnknown(run)),
                StageRow.load(handle, project, run)));
  }

  @Override
  public Optional<Lease> findLease(ProjectName project, PipelineName pipeline) {
    LeaseState state = transactions.read(handle -> LeaseRow.load(handle, project, pipeline));
    return state.holder().map(holder -> new Lease(project, pipeline, state.epoch(), holder));
  }

  @Override
  public List<LineageEdge> findLineage(ProjectName project, Digest content) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "SELECT e.run_id, e.ordinal, s.name AS stage, e.direction, e.name, e.digest"
                        + " FROM lineage_edge e JOIN run r ON r.project = e.project AND r.run_id ="
                        + " e.run_id JOIN stage s ON s.project = e.project AND s.run_id = e.run_id"
                        + " AND s.ordinal = e.ordinal WHERE e.project = ? AND e.digest = ?"
                        + " ORDER BY r.sequence, e.ordinal, e.direction, e.place LIMIT 1000")
                .bind(0, project.value())
                .bind(1, content.hex())
                .map(
                    (row, context) ->
                        new LineageEdge(
                            Rows.run(row, "run_id"),
                            row.getInt("ordinal"),
                            new StageName(row.getString("stage")),
                            LineageEdge.Direction.valueOf(row.getString("direction")),
                            new NamedDigest(row.getString("name"), Rows.digest(row, "digest"))))
                .list());
  }
}
