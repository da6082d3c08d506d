package dev.millrace.spi.data;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes {@link Part#content}: the digest of a part's rows in order, the same whatever engine,
 * file or cut into batches they come from. Not thread-safe; used once.
 *
 * <p>Canonical form: each column's values in row order as one byte 0 for missing, or one byte 1 and
 * then the value, big-endian: a boolean as one byte; integers, dates and times as 8 bytes; doubles
 * as the 8 bytes of their bits, with one NaN and -0.0 kept; decimals as the 16 bytes of the
 * unscaled value; text, bytes and blob references as 4 bytes of length and the bytes; a vector as 4
 * bytes for each float; a list as 4 bytes of length and its elements in this same form. The part's
 * digest is taken over the text {@code part-content-1}, the numbers of rows and columns, and the
 * SHA-256 of each column's form.
 */
public final class ContentDigester {
  private final List<CanonicalBytes> columns = new ArrayList<>();
  private long rows;

  /** Starts a part of so many columns. */
  public ContentDigester(int columns) {
    for (int i = 0; i < columns; i++) {
      this.columns.add(new CanonicalBytes());
    }
  }

  /** Adds the next rows. */
  public void add(Batch batch) {
    if (batch.fields().size() != columns.size()) {
      throw new IllegalArgumentException(
          batch.fields().size() + " columns in a part of " + columns.size());
    }
    for (int position = 0; position < columns.size(); position++) {
      Column column = batch.column(position);
      columns.get(position).add(column, batch.rows());
    }
    rows += batch.rows();
  }

  /** Ends the part; this digester must not be used afterwards. */
  public Digest digest() {
    Digester digester = new Digester().text("part-content-1").number(rows).number(columns.size());
    columns.forEach(column -> digester.content(column.digest()));
    return digester.digest();
  }
}
