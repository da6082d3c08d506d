package dev.millrace.expression.function;

import static dev.millrace.column.ColumnType.BOOL;
import static dev.millrace.column.ColumnType.INT64;
import static dev.millrace.column.ColumnType.UTF8;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Functions of texts. Characters are Unicode code points. */
final class TextFunctions {
  static final List<Function> ALL =
      List.of(
          new Function(
              "length", "The number of characters.", Overload.unary(UTF8, INT64, Texts::length)),
          new Function("lower", "In lower case.", map(text -> text.toLowerCase(Locale.ROOT))),
          new Function("upper", "In upper case.", map(text -> text.toUpperCase(Locale.ROOT))),
          new Function("trim", "Without white space at both ends.", map(String::strip)),
          new Function(
              "substring",
              "The characters from a position, counted from 1, to the end or in a given number.",
              Overload.fixed(List.of(UTF8, INT64), UTF8, Texts::substring),
              Overload.fixed(List.of(UTF8, INT64, INT64), UTF8, Texts::substring)),
          new Function(
              "concat",
              "The texts one after the other; missing if any is missing.",
              Overload.several(UTF8, UTF8, Texts::concatenate)),
          new Function(
              "replace",
              "The text with the third in place of every occurrence of the second, from the left.",
              Overload.fixed(List.of(UTF8, UTF8, UTF8), UTF8, Texts::replace)),
          new Function(
              "contains", "Whether the second text is in the first.", has(TextPart.ANYWHERE)),
          new Function(
              "starts_with", "Whether the first text begins with the second.", has(TextPart.START)),
          new Function(
              "ends_with", "Whether the first text ends with the second.", has(TextPart.END)));

  private TextFunctions() {}

  private static Overload map(UnaryOperator<String> function) {
    return Overload.unary(UTF8, UTF8, texts -> Texts.map(texts, function));
  }

  private static Overload has(TextPart part) {
    return Overload.binary(UTF8, UTF8, BOOL, (text, sought) -> Texts.has(part, text, sought));
  }
}
