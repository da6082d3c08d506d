package dev.millrace.expression;

import java.util.Optional;

/**
 * A word, number, text or sign of an expression.
 *
 * @param text what it says: quoted names and texts without their quotes
 */
record Token(Kind kind, String text, Place place) {
  enum Kind {
    /** Digits only. */
    WHOLE_NUMBER,
    /** Digits with a point or an exponent. */
    REAL_NUMBER,
    /** Text in single quotes. */
    TEXT,
    /** A bare word: keyword, function or column. */
    WORD,
    /** A column name in backticks. */
    QUOTED_NAME,
    /** An operator, a bracket or a comma. */
    SIGN,
    /** The end of the text. */
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean is(Keyword keyword) {
    return keyword().equals(Optional.of(keyword));
  }

  Optional<Keyword> keyword() {
    return kind == Kind.WORD ? Keyword.of(text) : Optional.empty();
  }

  /** For messages. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
