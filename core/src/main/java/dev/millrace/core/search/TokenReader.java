package dev.millrace.core.search;

import dev.millrace.error.MillraceException;
import java.util.List;

/** Goes through the pieces of a text. */
final class TokenReader {
  private final FilterLexer lexer;
  private final List<FilterToken> tokens;
  private int at;

  TokenReader(String where, String text) {
    this.lexer = new FilterLexer(where, text);
    this.tokens = lexer.tokens();
  }

  FilterToken peek() {
    return tokens.get(at);
  }

  /** The next piece; the end is never passed. */
  FilterToken next() {
    FilterToken token = tokens.get(at);
    if (token.kind() != FilterToken.Kind.END) {
      at++;
    }
    return token;
  }

  boolean isAtEnd() {
    return peek().kind() == FilterToken.Kind.END;
  }

  /** Goes past a word when it is the next piece. */
  boolean skip(String word) {
    if (peek().isWord(word)) {
      at++;
      return true;
    }
    return false;
  }

  /** True when nothing is between two pieces. */
  boolean touches(FilterToken first, FilterToken then) {
    return first.at() + first.written().length() == then.at();
  }

  MillraceException problem(String what, FilterToken token, String allowed) {
    return lexer.problem(what, token.at(), token.written(), allowed);
  }
}
