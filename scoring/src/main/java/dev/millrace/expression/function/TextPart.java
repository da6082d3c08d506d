package dev.millrace.expression.function;

import java.util.Arrays;

/**
 * Where one text may stand in another. Takes time in proportion to the two lengths whatever the
 * texts are (Knuth, Morris and Pratt).
 */
enum TextPart {
  START {
    @Override
    boolean isIn(byte[] text, int from, int length, Sought sought) {
      return length >= sought.length() && sought.isAt(text, from);
    }
  },
  END {
    @Override
    boolean isIn(byte[] text, int from, int length, Sought sought) {
      return length >= sought.length() && sought.isAt(text, from + length - sought.length());
    }
  },
  ANYWHERE {
    @Override
    boolean isIn(byte[] text, int from, int length, Sought sought) {
      return sought.isWithin(text, from, length);
    }
  };

  abstract boolean isIn(byte[] text, int from, int length, Sought sought);

  /** A text to look for, prepared once. */
  @SuppressWarnings("ArrayRecordComponent") // lives within one kernel call, never compared
  record Sought(byte[] data, int from, int length, int[] borders) {
    /**
     * @param data the text's bytes from {@code from} on
     */
    static Sought of(byte[] data, int from, int length) {
      int[] borders = new int[length];
      for (int i = 1, border = 0; i < length; i++) {
        while (border > 0 && data[from + i] != data[from + border]) {
          border = borders[border - 1];
        }
        if (data[from + i] == data[from + border]) {
          border++;
        }
        borders[i] = border;
      }
      return new Sought(data, from, length, borders);
    }

    boolean isAt(byte[] text, int start) {
      return Arrays.equals(text, start, start + length, data, from, from + length);
    }

    boolean isWithin(byte[] text, int start, int available) {
      if (length == 0) {
        return true;
      }
      int matched = 0;
      for (int i = start; i < start + available; i++) {
        while (matched > 0 && text[i] != data[from + matched]) {
          matched = borders[matched - 1];
        }
        if (text[i] == data[from + matched] && ++matched == length) {
          return true;
        }
      }
      return false;
    }
  }
}
