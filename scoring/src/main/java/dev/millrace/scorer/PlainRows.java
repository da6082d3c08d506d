package dev.millrace.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.json.Json;
import dev.millrace.json.PlainJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows in the form in which programs write them, read in one pass from the bytes into the cells,
 * without a value made on the way. It gives up at whatever is less usual, right or wrong: then
 * {@link RowReader} reads value by value and says what is wrong. What it reads, it reads the same.
 * Safe to share between threads.
 */
final class PlainRows {
  private static final char REPLACEMENT = '\ufffd';
  private static final int NOT_KNOWN = -1;

  private final Fields fields;

  /** Of the fields, then of what is let through unread. */
  private final byte[][] names;

  private final Map<String, Integer> positions = new HashMap<>();

  /** Which field stood behind this one when last looked up: rows of one sender are alike. */
  private final int[] following;

  /**
   * @param unused names of other fields, which may be there with any value
   */
  PlainRows(Fields fields, Set<String> unused) {
    this.fields = fields;
    List<String> known = new ArrayList<>();
    fields.forEach(field -> known.add(field.name().value()));
    unused.stream().filter(PlainRows::isUnicode).sorted().forEach(known::add);
    this.names = new byte[known.size()][];
    this.following = new int[known.size() + 1];
    for (int i = 0; i < names.length; i++) {
      names[i] = known.get(i).getBytes(UTF_8);
      positions.put(known.get(i), i);
      following[i] = i;
    }
  }

  /** Whether rows of these fields can be plain. */
  static boolean fit(Fields fields) {
    return fields.size() > 0 && fields.asList().stream().allMatch(PlainRows::fits);
  }

  private static boolean fits(Field field) {
    return isUnicode(field.name().value())
        && (field.type() instanceof ColumnType.Plain || field.type() instanceof ColumnType.Decimal);
  }

  private static boolean isUnicode(String name) {
    return new String(name.getBytes(UTF_8), UTF_8).equals(name) && name.indexOf(REPLACEMENT) < 0;
  }

  /**
   * Reads an object or an array of objects that fills the stretch, into cells of the fields.
   *
   * @return the number of rows; -1 when it gave up, and the cells are of no use
   */
  int read(byte[] json, int from, int to, List<CellColumn> cells) {
    PlainJson in = new PlainJson(json, from, to);
    int[] passed = new int[names.length - fields.size()];
    if (!in.skip('[')) {
      return row(in, cells, passed, 0) && in.atEnd() ? 1 : NOT_KNOWN;
    }
    int rows = 0;
    if (!in.skip(']')) {
      do {
        if (!row(in, cells, passed, rows++)) {
          return NOT_KNOWN;
        }
      } while (in.skip(','));
      if (!in.skip(']')) {
        return NOT_KNOWN;
      }
    }
    return in.atEnd() ? rows : NOT_KNOWN;
  }

  /**
   * @param passed for each unused field the number of rows up to the last one it was in
   */
  private boolean row(PlainJson in, List<CellColumn> cells, int[] passed, int row) {
    if (!in.skip('{')) {
      return false;
    }
    int taken = 0;
    int last = names.length;
    do {
      int field = in.text() ? find(in, last) : NOT_KNOWN;
      if (field < 0 || !in.skip(':')) {
        return false;
      }
      if (field >= fields.size()) {
        int place = field - fields.size();
        if (passed[place] == row + 1 || !passOver(in)) {
          return false;
        }
        passed[place] = row + 1;
      } else {
        // A cell that is there already is of a name given twice.
        if (cells.get(field).rows() != row || !value(in, cells.get(field))) {
          return false;
        }
        taken++;
      }
      last = field;
    } while (in.skip(','));
    return taken == fields.size() && in.skip('}');
  }

  private int find(PlainJson in, int last) {
    int expected = following[last];
    if (expected < names.length && in.isText(names[expected])) {
      return expected;
    }
    int found = positions.getOrDefault(in.textValue(), NOT_KNOWN);
    if (found >= 0) {
      following[last] = found;
    }
    return found;
  }

  private static boolean value(PlainJson in, CellColumn cell) {
    return switch (in.peek()) {
      case '"' -> in.text() && text(in, cell);
      case 't' -> in.word("true") && cell.takeLiteral(Json.Literal.TRUE);
      case 'f' -> in.word("false") && cell.takeLiteral(Json.Literal.FALSE);
      case 'n' -> in.word("null") && missing(cell);
      default ->
          in.number() && (in.isWhole() ? cell.takeWhole(in.whole()) : cell.takeReal(in.real()));
    };
  }

  private static boolean passOver(PlainJson in) {
    return switch (in.peek()) {
      case '"' -> in.text() && (in.isAscii() || in.textValue().indexOf(REPLACEMENT) < 0);
      case 't' -> in.word("true");
      case 'f' -> in.word("false");
      case 'n' -> in.word("null");
      default -> in.number();
    };
  }

  private static boolean text(PlainJson in, CellColumn cell) {
    if (in.isAscii()) {
      return cell.takeAscii(in.bytes(), in.textFrom(), in.textTo());
    }
    String text = in.textValue();
    return text.indexOf(REPLACEMENT) < 0 && cell.takeText(text);
  }

  private static boolean missing(CellColumn cell) {
    cell.missing();
    return true;
  }
}
