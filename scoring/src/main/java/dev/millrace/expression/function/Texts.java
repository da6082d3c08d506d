package dev.millrace.expression.function;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.expression.function.TextPart.Sought;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Functions of UTF8. A character is a Unicode code point; positions count from 1. */
final class Texts {
  private Texts() {}

  /** Number of characters. */
  static Column length(Column operand) {
    BytesColumn column = (BytesColumn) operand;
    return Entries.longs(
        column,
        ColumnType.INT64,
        (entry, row, out) ->
            out.set(
                row,
                characters(column.data(), column.entryStart(entry), column.entryLength(entry))));
  }

  /** Another text for each text; once per dictionary entry. */
  static Column map(Column operand, UnaryOperator<String> function) {
    BytesColumn column = (BytesColumn) operand;
    return Entries.texts(
        column, (entry, row, out) -> out.append(function.apply(column.entryText(entry))));
  }

  /** Whether the second text is that part of the first; the empty text is part of every text. */
  static Column has(TextPart part, Column text, Column sought) {
    BytesColumn texts = (BytesColumn) text;
    BytesColumn parts = (BytesColumn) sought;
    if (Entries.isOne(parts)) {
      Sought one = Sought.of(parts.data(), parts.entryStart(0), parts.entryLength(0));
      return Entries.test(
          texts,
          entry -> part.isIn(texts.data(), texts.entryStart(entry), texts.entryLength(entry), one));
    }
    BoolBuilder out = new BoolBuilder(ResultBuilder.both(text, sought));
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        Sought own = Sought.of(parts.data(), parts.startAt(row), parts.lengthAt(row));
        out.set(row, part.isIn(texts.data(), texts.startAt(row), texts.lengthAt(row), own));
      }
    }
    return out.column();
  }

  /** The texts one after the other. */
  static Column concatenate(Column[] columns) {
    TextBuilder out = new TextBuilder(ResultBuilder.all(columns));
    for (int row = 0; row < out.rows(); row++) {
      for (int i = 0; i < columns.length && !out.isMissing(row); i++) {
        out.append((BytesColumn) columns[i], row);
      }
      out.end(row);
    }
    return out.column();
  }

  /**
   * The characters at the positions {@code start} to {@code start + length - 1} that there are.
   *
   * @param arguments text, start and, unless to the end, length
   */
  static Column substring(Column[] arguments) {
    BytesColumn texts = (BytesColumn) arguments[0];
    LongColumn starts = (LongColumn) arguments[1];
    TextBuilder out = new TextBuilder(ResultBuilder.all(arguments));
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        long start = starts.at(row);
        long end = arguments.length == 2 ? Long.MAX_VALUE : end(start, arguments[2], row);
        appendCharacters(texts, row, start, end, out);
      }
      out.end(row);
    }
    return out.column();
  }

  /**
   * Another text in place of every occurrence of a part; an empty part occurs nowhere.
   *
   * @param arguments text, part and the other text
   */
  static Column replace(Column[] arguments) {
    BytesColumn texts = (BytesColumn) arguments[0];
    BytesColumn parts = (BytesColumn) arguments[1];
    BytesColumn others = (BytesColumn) arguments[2];
    TextBuilder out = new TextBuilder(ResultBuilder.all(arguments));
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        appendReplaced(texts, parts, others, row, out);
      }
      out.end(row);
    }
    return out.column();
  }

  private static void appendReplaced(
      BytesColumn texts, BytesColumn parts, BytesColumn others, int row, TextBuilder out) {
    int kept = texts.startAt(row);
    int end = kept + texts.lengthAt(row);
    int length = parts.lengthAt(row);
    int at = kept;
    while (length > 0 && at + length <= end) {
      if (Arrays.equals(
          texts.data(),
          at,
          at + length,
          parts.data(),
          parts.startAt(row),
          parts.startAt(row) + length)) {
        out.append(texts.data(), kept, at - kept);
        out.append(others, row);
        at += length;
        kept = at;
      } else {
        at++;
      }
    }
    out.append(texts.data(), kept, end - kept);
  }

  private static long end(long start, Column lengths, int row) {
    long length = Math.max(0, ((LongColumn) lengths).at(row));
    long end = start + length;
    return start > 0 && end < 0 ? Long.MAX_VALUE : end;
  }

  private static void appendCharacters(
      BytesColumn texts, int row, long start, long end, TextBuilder out) {
    byte[] data = texts.data();
    int from = texts.startAt(row);
    int to = from + texts.lengthAt(row);
    int first = to;
    long position = 0;
    int at = from;
    for (; at < to; at++) {
      if (startsCharacter(data[at])) {
        position++;
        if (position >= end) {
          break;
        }
        if (position >= start && first == to) {
          first = at;
        }
      }
    }
    if (first < at) {
      out.append(data, first, at - first);
    }
  }

  private static long characters(byte[] data, int from, int length) {
    long characters = 0;
    for (int i = from; i < from + length; i++) {
      if (startsCharacter(data[i])) {
        characters++;
      }
    }
    return characters;
  }

  private static boolean startsCharacter(byte unit) {
    return (unit & 0xC0) != 0x80;
  }
}
