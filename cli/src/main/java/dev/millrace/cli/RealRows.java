package dev.millrace.cli;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.core.validate.CellJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.ModelVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Rows of landed data as callers send them: the inputs of a scorer, and nothing else. */
final class RealRows {
  private static final long SEED = 1;

  private RealRows() {}

  /**
   * Some rows as callers of a version send them.
   *
   * @param folders what the engine may read
   */
  static List<Json> of(
      OpenHome home, List<Path> folders, ModelVersion version, Landed landed, int count) {
    RegisteredScorer scorer =
        RegisteredScorer.load(
            home.store().stores(),
            home.store().blobs(),
            Users.PROJECT,
            version.model(),
            OptionalInt.of(version.version()));
    return of(home.engine(folders), landed.cut(), scorer.scorer().inputs(), count);
  }

  /** Some rows, always the same ones; fewer when the data has no more. Inputs it lacks are null. */
  static List<Json> of(Engine engine, DataCut cut, Fields inputs, int count) {
    Batch batch = engine.sample(Scan.all(cut), new SampleSize(count, SEED)).values();
    List<Json> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      MembersBuilder cells = Json.members();
      for (Field input : inputs) {
        cells.put(input.name().value(), cell(batch, input, row));
      }
      rows.add(cells.build());
    }
    return rows;
  }

  private static Json cell(Batch batch, Field input, int row) {
    OptionalInt at = batch.fields().find(input.name());
    if (at.isEmpty()) {
      return Json.Literal.NULL;
    }
    Column column = batch.column(at.getAsInt());
    // JSON has no such numbers, and a row that is sent has none.
    return column instanceof DoubleColumn reals
            && !reals.isMissing(row)
            && !Double.isFinite(reals.at(row))
        ? Json.Literal.NULL
        : CellJson.of(column, row);
  }
}
