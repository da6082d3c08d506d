package dev.millrace.core.flow;

import dev.millrace.core.validate.TableSchema;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Landed;
import java.util.Locale;

/** The schema that a first run proposes, kept for people to review. */
final class FirstSchema {
  private final SchemaFile file;
  private final RunListener listener;
  private final StageRange range;

  FirstSchema(SchemaFile file, RunListener listener, StageRange range) {
    this.file = file;
    this.listener = listener;
    this.range = range;
  }

  /**
   * Writes the first schema; not when it was inferred from a source that cannot be read well, since
   * it would then be held against the mended one.
   */
  void keep(TableSchema schema, Landed landed) {
    boolean asked = range.isBeyond(Stages.VALIDATE);
    if (!asked && landed.ledger().rejectedRows() > schema.mostRejected() * landed.ledger().read()) {
      listener.note(
          Stages.SCHEMA,
          "too many records cannot be read: " + file.path().getFileName() + " waits");
    } else {
      writeSchema(schema, landed.cut());
    }
  }

  private void writeSchema(TableSchema schema, DataCut cut) {
    file.write(
        schema,
        String.format(
                Locale.ROOT,
                "Inferred from %,d rows. Review it: each constraint says why it is there.\n",
                cut.rows())
            + "From now on data is read and checked by this file; it is yours to change.");
    listener.note(Stages.SCHEMA, "wrote " + file.path() + ", which is yours to review");
  }
}
