package dev.millrace.expression;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.util.List;

/** Goes through tokens one by one, and says what was expected when another is there. */
final class TokenReader {
  private final SourceText source;
  private final List<Token> tokens;
  private int at;

  /**
   * @param tokens the last of them the end, which is never passed
   */
  TokenReader(SourceText source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /** The token to be taken next. */
  Token next() {
    return tokens.get(at);
  }

  /** The token after the next. */
  Token afterNext() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = next();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean skip(Keyword keyword) {
    boolean there = next().is(keyword);
    if (there) {
      take();
    }
    return there;
  }

  boolean skip(String sign) {
    boolean there = next().isSign(sign);
    if (there) {
      take();
    }
    return there;
  }

  void expect(Keyword keyword, String expected) {
    if (!skip(keyword)) {
      throw unexpected(expected);
    }
  }

  void expect(String sign, String expected) {
    if (!skip(sign)) {
      throw unexpected(expected);
    }
  }

  MillraceException unexpected(String expected) {
    return unexpected(next(), expected);
  }

  MillraceException unexpected(Token token, String expected) {
    return source
        .problem(
            ErrorCode.EXPRESSION_SYNTAX,
            token.place(),
            token.kind() == Token.Kind.END ? "the expression ends too early" : "this is unexpected")
        .found(token.shown())
        .allowed(expected)
        .next(advice(token))
        .asException();
  }

  private static String advice(Token token) {
    return token
        .keyword()
        .map(
            word ->
                word.text()
                    + " is a word of the language; a column of that name is written `"
                    + token.text()
                    + "`.")
        .orElse("");
  }

  MillraceException refuse(String what, String next) {
    return refuse(next(), what, next);
  }

  MillraceException refuse(Token token, String what, String next) {
    return source.refuse(ErrorCode.EXPRESSION_SYNTAX, token.place(), what, next);
  }

  MillraceException unknownFunction(Token token, String allowed, String next) {
    return source
        .problem(ErrorCode.EXPRESSION_FUNCTION_UNKNOWN, token.place(), "there is no such function")
        .found(token.text())
        .allowed(allowed)
        .next(next)
        .asException();
  }
}
