package dev.millrace.spi.track;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How large what is noted may be. All lengths are in bytes of UTF-8. */
public final class NoteLimits {
  /** Longest name of a metric, parameter or tag. */
  public static final int NAME_BYTES = 255;

  public static final int PARAM_BYTES = 6_000;
  public static final int TAG_BYTES = 8_000;

  /** Most metrics of one batch, and most entries of all kinds. */
  public static final int BATCH_ENTRIES = 1_000;

  /** Most parameters, and most tags, of one batch. */
  public static final int BATCH_TEXTS = 100;

  /** Most names of metrics of one run; each has any number of values. */
  public static final int RUN_METRICS = 100_000;

  /** Most parameters, and most tags, of one run; most tags of an experiment. */
  public static final int RUN_TEXTS = 10_000;

  /** Longest name of a run or an experiment. */
  public static final int TITLE_BYTES = 500;

  /** Longest place of artifacts. */
  public static final int PLACE_BYTES = 2_000;

  private NoteLimits() {}

  /** A name of a metric, parameter or tag; any characters but NUL: VALUE_INVALID. */
  static String name(String kind, String name) {
    return text("the name of a " + kind, name, 1, NAME_BYTES);
  }

  /** A text with at least {@code least} and at most {@code most} bytes: VALUE_INVALID. */
  static String text(String kind, String text, int least, int most) {
    int bytes = text.length() > most ? text.length() : bytes(text);
    if (bytes < least || bytes > most || !PlainText.clean(text).equals(text)) {
      throw Problem.of(ErrorCode.VALUE_INVALID, kind + " cannot be kept")
          .found(bytes < least ? "nothing" : bytes > most ? bytes + " bytes: " + text : text)
          .allowed(least + " to " + most + " bytes of UTF-8 without NUL")
          .next("Shorten it; what is large belongs in a file")
          .asException();
    }
    return text;
  }

  static void most(String kind, int found, int most) {
    if (found > most) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "a batch has too many " + kind)
          .found(found)
          .allowed("at most " + most)
          .next("Send several batches")
          .asException();
    }
  }

  /** Refuses a name that occurs twice among parameters of one batch. */
  static void once(List<String> names) {
    if (names.stream().distinct().count() < names.size()) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "a batch gives a parameter twice")
          .found(String.join(", ", names))
          .next("Give each parameter once")
          .asException();
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
