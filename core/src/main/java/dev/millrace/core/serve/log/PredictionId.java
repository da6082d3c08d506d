package dev.millrace.core.serve.log;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Name of one prediction, unique among all processes: 128 bits, written as 32 lower-case
 * hexadecimal digits that sort by the time they were made.
 *
 * @param high microseconds since 1970 at which it was made, or a little later under load
 * @param low chance
 */
public record PredictionId(long high, long low) implements Comparable<PredictionId> {
  /** Length of the text. */
  public static final int DIGITS = 32;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final HexFormat FORMAT = HexFormat.of();

  /** Reads what {@link #text} gave; VALUE_INVALID when it is anything else. */
  public static PredictionId parse(String text) {
    if (text.length() != DIGITS || !text.chars().allMatch(PredictionId::isDigit)) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "this is not the id of a prediction")
          .found(text)
          .allowed("32 hexadecimal digits in lower case, as the prediction's answer gave them")
          .asException();
    }
    return new PredictionId(
        HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  public String text() {
    return FORMAT.toHexDigits(high) + FORMAT.toHexDigits(low);
  }

  /** Writes the {@link #DIGITS} digits in ASCII without making anything; gives where they end. */
  public int write(byte[] target, int at) {
    for (int i = 0; i < 16; i++) {
      target[at + i] = HEX[(int) (high >>> (60 - 4 * i)) & 15];
      target[at + 16 + i] = HEX[(int) (low >>> (60 - 4 * i)) & 15];
    }
    return at + DIGITS;
  }

  /** Even 64 bits that depend on all 128. */
  long hash() {
    return mix(high ^ mix(low));
  }

  /** The finalizer of MurmurHash3, which spreads every bit. */
  static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  @Override
  public int compareTo(PredictionId other) {
    int byTime = Long.compareUnsigned(high, other.high);
    return byTime != 0 ? byTime : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return text();
  }
}
