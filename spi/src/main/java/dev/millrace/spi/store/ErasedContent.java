package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PlainText;
import java.util.Objects;

/**
 * What took the place of a content.
 *
 * @param kind what it is, such as {@code result} or {@code cut}; 1 to 63 characters
 * @param erasure number of the erasure
 * @param rows rows, or other places, that were taken out
 */
public record ErasedContent(Digest old, Digest now, String kind, long erasure, long rows) {
  public ErasedContent {
    Objects.requireNonNull(old);
    Objects.requireNonNull(now);
    PlainText.require("a kind of content", kind);
    if (kind.isBlank() || kind.length() > 63 || rows < 0 || erasure < 1) {
      throw new IllegalArgumentException("not an erased content: " + kind + ", " + rows + " rows");
    }
  }
}
