package dev.millrace.expression;

import dev.millrace.error.MillraceException;
import dev.millrace.error.Spelling;
import dev.millrace.expression.function.Function;
import dev.millrace.expression.function.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what operators stand between: literals, columns, calls, choices and brackets. */
final class OperandParser {
  /** The size of the least INT64, which is one more than the greatest. */
  private static final String LEAST_WHOLE = "9223372036854775808";

  private static final int LONGEST_WHOLE = 19;

  private final Parser parser;
  private final TokenReader tokens;

  OperandParser(Parser parser, TokenReader tokens) {
    this.parser = parser;
    this.tokens = tokens;
  }

  static boolean isLeastWhole(Token token) {
    return token.kind() == Token.Kind.WHOLE_NUMBER && token.text().equals(LEAST_WHOLE);
  }

  Node operand() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case WHOLE_NUMBER -> whole(tokens.take());
      case REAL_NUMBER -> real(tokens.take());
      case TEXT -> new Literal.Text(tokens.take().text(), token.place());
      case QUOTED_NAME -> parser.column(tokens.take());
      case WORD -> word(token);
      case SIGN -> group();
      case END -> throw noOperand(token);
    };
  }

  private MillraceException noOperand(Token token) {
    return tokens.unexpected(token, "a value, a column, a function or an opening bracket");
  }

  private Node group() {
    if (!tokens.skip("(")) {
      throw noOperand(tokens.next());
    }
    Node inner = parser.expression(Precedence.OR);
    tokens.expect(")", "an operator or the closing bracket");
    return inner;
  }

  private Node whole(Token token) {
    String digits = withoutLeadingZeros(token.text());
    if (digits.length() > LONGEST_WHOLE
        || digits.length() == LONGEST_WHOLE && digits.compareTo(LEAST_WHOLE) >= 0) {
      throw tokens.refuse(
          token,
          "whole numbers go up to " + Long.MAX_VALUE,
          "Write it with a decimal point, as a float64.");
    }
    return new Literal.Whole(Long.parseLong(digits), token.place());
  }

  private static String withoutLeadingZeros(String digits) {
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  private Node real(Token token) {
    double value = Double.parseDouble(token.text());
    if (!Double.isFinite(value)) {
      throw tokens.refuse(
          token, "numbers go up to " + Double.MAX_VALUE, "Write a number within the range.");
    }
    return new Literal.Real(value, token.place());
  }

  private Node word(Token token) {
    Optional<Keyword> keyword = token.keyword();
    if (keyword.isEmpty()) {
      return tokens.afterNext().isSign("(") ? call() : parser.column(tokens.take());
    }
    tokens.take();
    return switch (keyword.get()) {
      case TRUE -> new Literal.Truth(true, token.place());
      case FALSE -> new Literal.Truth(false, token.place());
      case MISSING, NULL -> new Literal.Missing(token.place());
      case CASE -> choice(token);
      case IF -> condition(token);
      default -> throw noOperand(token);
    };
  }

  private Node call() {
    Token token = tokens.take();
    Optional<Function> function = Functions.find(token.text());
    if (function.isEmpty()) {
      Optional<String> meant =
          Functions.knownElsewhere(token.text())
              .or(() -> Spelling.nearest(token.text(), Functions.names()));
      throw tokens.unknownFunction(
          token,
          String.join(", ", Functions.names()),
          meant.map(name -> "Did you mean " + name + "?").orElse(""));
    }
    return new Call(function.get(), arguments(), token.place());
  }

  private List<Node> arguments() {
    tokens.expect("(", "an opening bracket");
    List<Node> arguments = new ArrayList<>();
    if (tokens.skip(")")) {
      return arguments;
    }
    do {
      arguments.add(parser.expression(Precedence.OR));
    } while (tokens.skip(","));
    tokens.expect(")", "a comma or the closing bracket");
    return arguments;
  }

  private Node condition(Token token) {
    List<Node> arguments = arguments();
    if (arguments.size() != 3) {
      throw tokens.refuse(
          token,
          "if takes three arguments, here are " + arguments.size(),
          "Write if(condition, value, other).");
    }
    return new Conditional(
        List.of(new Conditional.Branch(arguments.get(0), arguments.get(1))),
        arguments.get(2),
        token.place());
  }

  private Node choice(Token token) {
    List<Conditional.Branch> branches = new ArrayList<>();
    if (!tokens.next().is(Keyword.WHEN)) {
      throw tokens.refuse("when is expected here", "Write case when x = 1 then ... end.");
    }
    while (tokens.skip(Keyword.WHEN)) {
      Node condition = parser.expression(Precedence.OR);
      tokens.expect(Keyword.THEN, "an operator or then");
      branches.add(new Conditional.Branch(condition, parser.expression(Precedence.OR)));
    }
    Node otherwise =
        tokens.skip(Keyword.ELSE)
            ? parser.expression(Precedence.OR)
            : new Literal.Missing(tokens.next().place());
    tokens.expect(Keyword.END, "an operator, when, else or end");
    return new Conditional(branches, otherwise, token.place());
  }
}
