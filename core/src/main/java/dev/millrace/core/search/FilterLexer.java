package dev.millrace.core.search;

import dev.millrace.core.search.FilterToken.Kind;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into pieces. A quote within quotes is written twice. */
final class FilterLexer {
  private static final int LONGEST = 200_000;
  private static final String SIGNS = "=!<>(),";

  private final String where;
  private final String text;
  private int at;

  /** {@code where} names the text in problems, such as {@code filter}. */
  FilterLexer(String where, String text) {
    this.where = where;
    this.text = text;
    if (text.length() > LONGEST) {
      throw Problem.of(ErrorCode.SEARCH_INVALID, "a " + where + " is too long")
          .found(text.length() + " characters")
          .allowed("at most " + LONGEST)
          .asException();
    }
    if (!PlainText.clean(text).equals(text)) {
      throw problem("a " + where + " has a character that nothing can have", 1, text);
    }
  }

  List<FilterToken> tokens() {
    List<FilterToken> tokens = new ArrayList<>();
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        tokens.add(new FilterToken(Kind.END, "", at + 1, ""));
        return tokens;
      }
      tokens.add(next());
    }
  }

  private FilterToken next() {
    int begin = at;
    char c = text.charAt(at);
    return switch (c) {
      case '\'' -> quoted(Kind.TEXT, c);
      case '"' -> quoted(Kind.QUOTED, c);
      case '`' -> quoted(Kind.TICKED, c);
      case '(', ')', ',' -> sign(1);
      case '=', '!', '<', '>' ->
          sign(at + 1 < text.length() && text.charAt(at + 1) == '=' && c != '=' ? 2 : 1);
      default -> {
        while (at < text.length() && !ends(text.charAt(at))) {
          at++;
        }
        String word = text.substring(begin, at);
        yield new FilterToken(Kind.WORD, word, begin + 1, word);
      }
    };
  }

  private static boolean ends(char c) {
    return Character.isWhitespace(c) || c == '\'' || c == '"' || c == '`' || SIGNS.indexOf(c) >= 0;
  }

  private FilterToken sign(int length) {
    String sign = text.substring(at, at + length);
    at += length;
    return new FilterToken(Kind.SIGN, sign, at - length + 1, sign);
  }

  private FilterToken quoted(Kind kind, char quote) {
    int begin = at;
    StringBuilder inside = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        inside.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        inside.append(quote);
        at++;
      } else {
        return new FilterToken(kind, inside.toString(), begin + 1, text.substring(begin, at));
      }
    }
    throw problem("a quote is not closed", begin + 1, text.substring(begin));
  }

  /** A problem at a place of the text. */
  MillraceException problem(String what, int place, String found) {
    return problem(what, place, found, "");
  }

  MillraceException problem(String what, int place, String found, String allowed) {
    return Problem.of(ErrorCode.SEARCH_INVALID, what)
        .at(where + ", character " + place)
        .found(found.isEmpty() ? "the end" : found)
        .allowed(allowed)
        .asException();
  }
}
