package dev.millrace.duckdb.text;

import java.util.List;

/**
 * Whole records of one file.
 *
 * @param data bytes of the records are {@code data[from] .. data[to]}, with their line ends
 * @param broken records known to be broken, by position; anything in them is not looked at
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RecordBlock(byte[] data, int from, int to, List<Broken> broken) {
  /**
   * A record that cannot be cut into fields.
   *
   * @param to where the next record starts
   */
  public record Broken(int from, int to, String reason) {}

  public RecordBlock {
    broken = List.copyOf(broken);
  }

  /** True when every byte is an ASCII character other than zero: nothing to check as text. */
  boolean isPlain() {
    return ByteSearch.isAscii(data, from, to) && ByteSearch.first(data, from, to, (byte) 0) == to;
  }
}
