package dev.millrace.spi.data;

import dev.millrace.column.Fields;
import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import java.util.List;
import java.util.Objects;

/**
 * Landed data: an immutable table in parts of fixed size, in landing order. Its digest depends on
 * fields, content and order, never on file bytes, names or times.
 */
public record DataCut(Fields fields, List<Part> parts) {
  /** Rows of every part but the last: fixed, since sums and digests are formed per part. */
  public static final int ROWS_PER_PART = 1 << 17;

  public DataCut {
    Objects.requireNonNull(fields);
    parts = List.copyOf(parts);
  }

  public long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  public Digest digest() {
    Digester digester = new Digester().text("data-cut-1").number(fields.size());
    fields.forEach(field -> digester.text(field.name().value()).text(field.type().text()));
    digester.number(parts.size());
    parts.forEach(part -> digester.number(part.rows()).content(part.content()));
    return digester.digest();
  }
}
