package dev.millrace.expression;

import dev.millrace.column.Fields;
import dev.millrace.error.MillraceException;
import java.util.Objects;

/** What a writer is told about a text that is refused. */
final class Messages {
  private Messages() {}

  static String of(String text, Fields fields) {
    return Objects.requireNonNull(refusal(text, fields).getMessage());
  }

  static MillraceException refusal(String text, Fields fields) {
    try {
      Expression.parse(text).bind(fields);
    } catch (MillraceException refused) {
      return refused;
    }
    throw new AssertionError("accepted: " + text);
  }
}
