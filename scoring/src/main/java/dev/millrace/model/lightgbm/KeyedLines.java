package dev.millrace.model.lightgbm;

import dev.millrace.error.MillraceException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A block of lines {@code key=value}, or {@code key} alone; ends at an empty line. */
final class KeyedLines {
  private static final int LONGEST_NAME = 60;

  private final Map<String, String> values = new HashMap<>();

  /** Reads to the next empty line or the end of the text. */
  static KeyedLines read(ModelText in) {
    KeyedLines block = new KeyedLines();
    for (Optional<String> next = in.next();
        next.isPresent() && !next.get().isEmpty();
        next = in.next()) {
      block.add(next.get(), in.line());
    }
    return block;
  }

  private void add(String line, int number) {
    int equals = line.indexOf('=');
    String key = equals < 0 ? line : line.substring(0, equals);
    if (key.length() > LONGEST_NAME) {
      throw ModelText.corrupt("line " + number + " has no name");
    }
    if (values.put(key, equals < 0 ? "" : line.substring(equals + 1)) != null) {
      throw ModelText.corrupt("'" + key + "' occurs twice, in line " + number);
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw ModelText.corrupt("'" + key + "' is missing");
    }
    return value.strip();
  }

  /** A whole number from {@code least} to {@code most}. */
  int whole(String key, int least, int most) {
    int value = whole(key, text(key));
    if (value < least || value > most) {
      throw ModelText.corrupt(key + " is " + value + ", not " + least + " to " + most);
    }
    return value;
  }

  /** Words between spaces; none for an empty value. */
  String[] words(String key) {
    String value = text(key);
    return value.isEmpty() ? new String[0] : value.split(" +", -1);
  }

  /** So many whole numbers. */
  int[] wholes(String key, int count) {
    requireRoom(key, count);
    int[] values = new int[count];
    eachWord(key, count, (i, word) -> values[i] = whole(key, word));
    return values;
  }

  /** So many unsigned whole numbers of 32 bits, as their bits. */
  int[] bits(String key, int count) {
    requireRoom(key, count);
    int[] values = new int[count];
    eachWord(key, count, (i, word) -> values[i] = Integer.parseUnsignedInt(word));
    return values;
  }

  /** So many numbers. */
  double[] reals(String key, int count) {
    requireRoom(key, count);
    double[] values = new double[count];
    eachWord(key, count, (i, word) -> values[i] = real(word));
    return values;
  }

  /** A word takes a character and a space: nothing is allocated that the line cannot hold. */
  private void requireRoom(String key, int count) {
    if (count < 0 || count > (text(key).length() + 1) / 2) {
      throw entries(key, "fewer", count);
    }
  }

  /** Takes words one by one, since a line may hold millions. */
  private void eachWord(String key, int count, WordReader reader) {
    String line = text(key);
    int found = 0;
    for (int at = 0; at < line.length(); ) {
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      if (end > at) {
        if (found == count) {
          throw entries(key, "more", count);
        }
        try {
          reader.read(found++, line.substring(at, end));
        } catch (NumberFormatException e) {
          throw ModelText.corrupt(
              key + " holds what is no number: " + line.substring(at, Math.min(end, at + 20)));
        }
      }
      at = end + 1;
    }
    if (found < count) {
      throw entries(key, "fewer", count);
    }
  }

  private static MillraceException entries(String key, String howMany, int count) {
    return ModelText.corrupt(key + " has " + howMany + " entries than " + count);
  }

  /** Takes the words of a line. */
  private interface WordReader {
    void read(int position, String word);
  }

  /** The library spells infinity as C does. */
  private static double real(String word) {
    return switch (word) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(word);
    };
  }

  private static int whole(String key, String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw ModelText.corrupt(key + " holds what is no whole number");
    }
  }
}
