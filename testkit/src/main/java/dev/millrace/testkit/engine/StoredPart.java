package dev.millrace.testkit.engine;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.spi.data.ContentDigester;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;

/** A part of the reference engine: its rows, in memory. */
record StoredPart(Part part, RowBatch rows) {
  static StoredPart of(RowBatch rows) {
    ContentDigester content = new ContentDigester(rows.values().fields().size());
    content.add(rows.values());
    Digest digest = content.digest();
    return new StoredPart(new Part(rows.rows(), digest, blob(digest, rows.ids())), rows);
  }

  private static Digest blob(Digest content, RowIds ids) {
    Digester digester = new Digester().text("reference-part").content(content);
    for (int row = 0; row < ids.rows(); row++) {
      digester.number(ids.sourceAt(row)).number(ids.ordinalAt(row)).number(ids.hashAt(row));
    }
    return digester.digest();
  }
}
