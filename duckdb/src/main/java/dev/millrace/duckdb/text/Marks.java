package dev.millrace.duckdb.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts that mean missing; white space around them does not count. Immutable. */
final class Marks {
  private final byte[][] texts;

  /** Positions of the texts of each length. */
  private final int[][] byLength;

  /** Whether a text begins with a byte: most values of a file are no marks, and this tells. */
  private final boolean[] begins = new boolean[256];

  Marks(List<String> texts) {
    this.texts =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    int longest = -1;
    for (byte[] text : this.texts) {
      longest = Math.max(longest, text.length);
    }
    this.byLength = new int[longest + 1][0];
    for (int i = 0; i < this.texts.length; i++) {
      int length = this.texts[i].length;
      byLength[length] = Arrays.copyOf(byLength[length], byLength[length].length + 1);
      byLength[length][byLength[length].length - 1] = i;
      if (length > 0) {
        begins[this.texts[i][0] & 0xff] = true;
      }
    }
  }

  boolean contains(byte[] data, int from, int to) {
    return byLength.length > 0 && find(data, from, to) >= 0;
  }

  /** Position of the mark this text is; -1 when it is none. */
  int find(byte[] data, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && NumberScan.isSpace(data[start])) {
      start++;
    }
    if (start < end && !begins[data[start] & 0xff]) {
      return -1;
    }
    while (start < end && NumberScan.isSpace(data[end - 1])) {
      end--;
    }
    if (end - start >= byLength.length) {
      return -1;
    }
    for (int mark : byLength[end - start]) {
      if (Arrays.equals(texts[mark], 0, texts[mark].length, data, start, end)) {
        return mark;
      }
    }
    return -1;
  }
}
