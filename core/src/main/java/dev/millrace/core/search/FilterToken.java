package dev.millrace.core.search;

/**
 * A piece of a filter.
 *
 * @param text what it says: of a quoted one what is between the quotes
 * @param at where it begins, from 1
 * @param written as it stands in the filter
 */
record FilterToken(Kind kind, String text, int at, String written) {
  /** What a piece is. */
  enum Kind {
    /** Letters, digits and signs that are part of nothing else; also a number. */
    WORD,
    /** Between single quotes: a text. */
    TEXT,
    /** Between double quotes: a text, or a part of a name. */
    QUOTED,
    /** Between backticks: a part of a name. */
    TICKED,
    /** A comparison, a full stop between parts of a name, a parenthesis or a comma. */
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }
}
