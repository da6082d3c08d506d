package dev.millrace.expression;

import java.util.Locale;
import java.util.Optional;

/** A word with a meaning of its own, in any case; a column of that name is written in backticks. */
enum Keyword {
  AND,
  BETWEEN,
  CASE,
  DIV,
  ELSE,
  END,
  FALSE,
  IF,
  IN,
  IS,
  LIKE,
  MISSING,
  NOT,
  NULL,
  OR,
  THEN,
  TRUE,
  WHEN;

  /** The keyword a word is, if it is one. */
  static Optional<Keyword> of(String word) {
    for (Keyword keyword : values()) {
      if (keyword.name().equalsIgnoreCase(word)) {
        return Optional.of(keyword);
      }
    }
    return Optional.empty();
  }

  /** As written in canonical text. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
