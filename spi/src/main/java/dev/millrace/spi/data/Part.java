package dev.millrace.spi.data;

import dev.millrace.digest.Digest;
import java.util.Objects;

/**
 * One row group of a cut: a blob of its own, the unit of work of every scan.
 *
 * @param rows number of rows; {@link DataCut#ROWS_PER_PART} in every part but the last
 * @param content digest over canonical column content, the same whatever file holds it
 * @param blob digest of the file that holds it
 */
public record Part(int rows, Digest content, Digest blob) {
  public Part {
    Objects.requireNonNull(content);
    Objects.requireNonNull(blob);
    if (rows < 0 || rows > DataCut.ROWS_PER_PART) {
      throw new IllegalArgumentException("a part holds at most 131072 rows, got " + rows);
    }
  }
}
