package dev.millrace.expression;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens. Used once. */
final class Lexer {
  private static final List<String> LONG_SIGNS = List.of("==", "!=", "<>", "<=", ">=");
  private static final String SHORT_SIGNS = "=<>+-*/%(),";

  private final SourceText source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(SourceText source) {
    this.source = source;
    this.text = source.value();
  }

  /** All tokens, the last of them {@link Token.Kind#END}. */
  List<Token> tokens() {
    while (true) {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        add(Token.Kind.END, "", at);
        return tokens;
      }
      readToken(text.codePointAt(at));
    }
  }

  private void readToken(int first) {
    if (isDigit(first)) {
      readNumber();
    } else if (startsWord(first)) {
      int start = at;
      skipWord();
      add(Token.Kind.WORD, text.substring(start, at), start);
    } else if (first == '\'') {
      readQuoted('\'', Token.Kind.TEXT);
    } else if (first == '`') {
      readQuoted('`', Token.Kind.QUOTED_NAME);
    } else {
      readSign(first);
    }
  }

  private void readNumber() {
    int start = at;
    Token.Kind kind = Token.Kind.WHOLE_NUMBER;
    skipDigits();
    if (isDigitAt(at + 1) && text.charAt(at) == '.') {
      kind = Token.Kind.REAL_NUMBER;
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigitAt(at + 1 + sign)) {
        kind = Token.Kind.REAL_NUMBER;
        at += 1 + sign;
        skipDigits();
      }
    }
    int end = at;
    if (at < text.length() && (text.charAt(at) == '.' || continuesWord(text.codePointAt(at)))) {
      while (at < text.length()
          && (text.charAt(at) == '.' || continuesWord(text.codePointAt(at)))) {
        at += Character.charCount(text.codePointAt(at));
      }
      throw source
          .problem(ErrorCode.EXPRESSION_SYNTAX, new Place(start), "this is not a number")
          .found(text.substring(start, at))
          .allowed("numbers such as 12, 0.5 and 1.5e-3")
          .next("Put a name that begins with a digit in backticks.")
          .asException();
    }
    add(kind, text.substring(start, end), start);
  }

  private void readQuoted(char quote, Token.Kind kind) {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        content.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        content.append(quote);
        at++;
      } else {
        add(kind, content.toString(), start);
        return;
      }
    }
    throw refuse(
        start,
        "the closing " + quote + " is missing",
        "Close it; a " + quote + " inside is written twice.");
  }

  private void readSign(int first) {
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Token.Kind.SIGN, sign, at);
        at += sign.length();
        return;
      }
    }
    if (SHORT_SIGNS.indexOf(first) < 0) {
      throw refuse(at, "'" + Character.toString(first) + "' has no meaning here", adviceOn(first));
    }
    add(Token.Kind.SIGN, Character.toString(first), at++);
  }

  private static String adviceOn(int sign) {
    return switch (sign) {
      case '"' ->
          "Write texts in single quotes, 'like this', and names of columns in backticks, `like"
              + " this`.";
      case '[', ']', '{', '}' ->
          "Write lists and groups in round brackets, names of columns in backticks.";
      case '&' -> "Write and.";
      case '|' -> "Write or; texts are joined by concat(a, b).";
      case '!' -> "Write not, or <> for unequal.";
      case '^' -> "Write pow(x, y).";
      case '?', ':' -> "Write if(condition, value, other).";
      case '.' -> "Write 0.5, not .5; put names with a point in backticks.";
      case ';' -> "Write one expression.";
      case '#' -> "There are no comments.";
      default -> "Put texts in single quotes, and names with such characters in backticks.";
    };
  }

  private void add(Token.Kind kind, String content, int start) {
    tokens.add(new Token(kind, content, new Place(start)));
  }

  private void skipDigits() {
    while (isDigitAt(at)) {
      at++;
    }
  }

  private void skipWord() {
    while (at < text.length() && continuesWord(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
  }

  private boolean isDigitAt(int position) {
    return position < text.length() && isDigit(text.charAt(position));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean startsWord(int c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean continuesWord(int c) {
    return startsWord(c) || isDigit(c);
  }

  private MillraceException refuse(int offset, String what, String next) {
    return source.refuse(ErrorCode.EXPRESSION_SYNTAX, new Place(offset), what, next);
  }
}
