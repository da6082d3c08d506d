package dev.millrace.core.ingest;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.LandingPlan;
import java.util.List;
import java.util.Optional;

/** Decides how each column of a source is landed. */
public final class LandingPlanner {
  private final SourceConfig source;

  public LandingPlanner(SourceConfig source) {
    this.source = source;
  }

  /** A plan for data seen for the first time: every column as it was inferred. */
  public LandingPlan plan(InferredTable inferred) {
    List<ColumnName> names = inferred.columns().stream().map(c -> c.field().name()).toList();
    source.time().ifPresent(time -> requireColumn(names, time.column(), "source.time.column"));
    source.key().forEach(key -> requireColumn(names, key, "source.key"));
    return new LandingPlan(
        source.read(), inferred.columns().stream().map(this::column).toList(), source.key());
  }

  /** A plan by the columns of an accepted schema. */
  public LandingPlan plan(List<LandingColumn> columns) {
    List<ColumnName> names = columns.stream().map(column -> column.field().name()).toList();
    source.time().ifPresent(time -> requireColumn(names, time.column(), "source.time.column"));
    source.key().forEach(key -> requireColumn(names, key, "source.key"));
    return new LandingPlan(source.read(), columns, source.key());
  }

  private LandingColumn column(InferredColumn inferred) {
    Field field = inferred.field();
    Optional<SourceConfig.TimeColumn> time =
        source.time().filter(t -> t.column().equals(field.name()));
    if (time.isPresent() && time.get().form() != TemporalForm.ISO) {
      return new LandingColumn(
          new Field(field.name(), ColumnType.INSTANT), inferred.missingMarks(), time.get().form());
    }
    return new LandingColumn(field, inferred.missingMarks(), TemporalForm.ISO);
  }

  private static void requireColumn(List<ColumnName> names, ColumnName wanted, String key) {
    if (!names.contains(wanted)) {
      List<String> texts = names.stream().map(ColumnName::value).toList();
      throw Problem.of(ErrorCode.COLUMN_MISSING, "the source has no such column")
          .at(key)
          .found(wanted.value())
          .next(
              Spelling.nearest(wanted.value(), texts)
                  .map(near -> "Did you mean '" + near + "'?")
                  .orElse("Correct the name, or take the key out."))
          .asException();
    }
  }

  /** Name of a plan: equal for plans that land the same. */
  public static Digest digest(LandingPlan plan) {
    Digester digester =
        new Digester()
            .text("landing-plan-1")
            .text(plan.options().separator().map(String::valueOf).orElse(""))
            .number(plan.options().missingMarks().size());
    plan.options().missingMarks().forEach(digester::text);
    digester.number(plan.columns().size());
    for (LandingColumn column : plan.columns()) {
      digester
          .text(column.field().name().value())
          .text(column.field().type().text())
          .text(column.temporal().name())
          .number(column.missingMarks().size());
      column.missingMarks().forEach(digester::text);
    }
    digester.number(plan.rowKey().size());
    plan.rowKey().forEach(key -> digester.text(key.value()));
    return digester.digest();
  }
}
