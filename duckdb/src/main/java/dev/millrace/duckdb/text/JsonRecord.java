package dev.millrace.duckdb.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.millrace.column.ColumnName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object as cells: what is nested becomes cells named {@code outer.inner}, a list one cell
 * with its JSON text, and null no value. Used again for record after record; not thread-safe.
 */
final class JsonRecord {
  /** Objects within objects. */
  private static final int DEEPEST = 32;

  private static final int LONGEST_NUMBER = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(ByteWindow.LONGEST_RECORD)
                  .build())
          .build();

  private static final int NO_VALUE = -1;

  private String[] names = new String[16];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private byte[] bytes = new byte[1 << 10];
  private final Set<String> seen = new HashSet<>();

  /** Names of records before this one, which columns can have. */
  private final Set<String> known = new HashSet<>();

  private int cells;
  private int used;

  /** Reads the record a cursor is at; gives the reason when it cannot be read. */
  @Nullable String read(JsonCursor cursor) {
    if (cursor.broken() != null) {
      return cursor.broken();
    }
    String encoding = RejectReason.ofText(cursor.data(), cursor.start(), cursor.end());
    return encoding == null ? read(cursor.data(), cursor.start(), cursor.end()) : encoding;
  }

  private @Nullable String read(byte[] data, int from, int to) {
    cells = 0;
    used = 0;
    seen.clear();
    try (JsonParser parser = FACTORY.createParser(data, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return RejectReason.NO_OBJECT;
      }
      String reason = members(parser, data, from);
      return reason == null && parser.nextToken() != null ? RejectReason.NOT_JSON : reason;
    } catch (StreamConstraintsException e) {
      return String.valueOf(e.getMessage()).contains("nesting depth")
          ? RejectReason.TOO_DEEP
          : RejectReason.NOT_JSON;
    } catch (JsonParseException e) {
      return RejectReason.NOT_JSON;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable String members(JsonParser parser, byte[] data, int from) throws IOException {
    Deque<String> outer = new ArrayDeque<>();
    String prefix = "";
    String name = "";
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case FIELD_NAME -> name = prefix + parser.currentName();
        case START_OBJECT -> {
          if (outer.size() + 1 >= DEEPEST) {
            return RejectReason.TOO_DEEP;
          }
          outer.push(prefix);
          prefix = name + ".";
        }
        case END_OBJECT -> {
          if (outer.isEmpty()) {
            return null;
          }
          prefix = outer.pop();
        }
        default -> {
          if (!seen.add(name)) {
            return RejectReason.NAME_TWICE;
          }
          if (!known.contains(name) && !isName(name)) {
            return RejectReason.NO_NAME;
          }
          String reason = value(parser, token, name, data, from);
          if (reason != null) {
            return reason;
          }
        }
      }
    }
    return RejectReason.NOT_CLOSED;
  }

  private boolean isName(String name) {
    try {
      known.add(new ColumnName(name).value());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private @Nullable String value(
      JsonParser parser, JsonToken token, String name, byte[] data, int from) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      add(name, NO_VALUE, NO_VALUE);
      return null;
    }
    if (token == JsonToken.START_ARRAY) {
      int first = from + (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      int last = from + (int) parser.currentLocation().getByteOffset();
      put(name, Arrays.copyOfRange(data, first, last));
      return null;
    }
    String text = parser.getText();
    String reason = token == JsonToken.VALUE_STRING ? wrong(text) : null;
    if (reason == null) {
      put(name, text.getBytes(StandardCharsets.UTF_8));
    }
    return reason;
  }

  /** Escapes can spell what no text in UTF-8 holds. */
  private static @Nullable String wrong(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return RejectReason.ZERO;
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          return RejectReason.ENCODING;
        }
        i++;
      }
    }
    return null;
  }

  private void put(String name, byte[] value) {
    if (used + value.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + value.length));
    }
    System.arraycopy(value, 0, bytes, used, value.length);
    add(name, used, used + value.length);
    used += value.length;
  }

  private void add(String name, int start, int end) {
    if (cells == names.length) {
      names = Arrays.copyOf(names, cells * 2);
      starts = Arrays.copyOf(starts, cells * 2);
      ends = Arrays.copyOf(ends, cells * 2);
    }
    names[cells] = name;
    starts[cells] = start;
    ends[cells++] = end;
  }

  int cells() {
    return cells;
  }

  String name(int cell) {
    return names[cell];
  }

  boolean hasValue(int cell) {
    return starts[cell] != NO_VALUE;
  }

  /** The texts of all cells; of one, from {@link #start} to {@link #end}. */
  byte[] bytes() {
    return bytes;
  }

  int start(int cell) {
    return starts[cell];
  }

  int end(int cell) {
    return ends[cell];
  }
}
