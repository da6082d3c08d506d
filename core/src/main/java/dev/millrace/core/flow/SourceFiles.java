package dev.millrace.core.flow;

import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Supply;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import java.util.ArrayList;
import java.util.List;

/** Lands single files outside a pipeline, by the schema a model was trained with. */
public final class SourceFiles {
  private final Landing landing;

  public SourceFiles(Landing landing) {
    this.landing = landing;
  }

  /**
   * Lands the columns a scorer reads; COLUMN_MISSING names every one that the file lacks.
   *
   * @param schema how the columns are read
   * @param plan whose inputs are wanted; a column made from earlier rows must be in the file too,
   *     since the file need not hold those rows
   */
  public Landed land(NamedFile file, TableSchema schema, FeaturePlan plan) {
    Fields wanted = plan.inputs();
    PinnedSource pinned = SourceDiscovery.pin(file);
    List<LandingColumn> columns = new ArrayList<>();
    for (Field field : wanted) {
      columns.add(
          schema.find(field.name()).map(ColumnRule::landing).orElse(LandingColumn.of(field)));
    }
    Landed landed = landing.land(pinned, new LandingPlan(ReadOptions.DEFAULTS, columns, List.of()));
    List<Problem> missing = new ArrayList<>();
    for (Field field : wanted) {
      if (!landed.sourceColumns().contains(field.name())) {
        Supply supply = plan.supplies().get(field.name());
        missing.add(
            Problem.of(ErrorCode.COLUMN_MISSING, "the file lacks a column the model reads")
                .at(file.path().toString())
                .found(field.name().value())
                .next(
                    supply == null
                        ? "Add the column; its cells may be empty."
                        : "Add the column: "
                            + supply.text()
                            + ". It is not made from the file, which need not hold the earlier"
                            + " rows."));
      }
    }
    if (!missing.isEmpty()) {
      throw new MillraceException(missing);
    }
    return landed;
  }
}
