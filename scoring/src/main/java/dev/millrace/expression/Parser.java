package dev.millrace.expression;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.function.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens into a tree by operator precedence. Recursion is bounded by {@link Limits#NESTING},
 * so no text overflows the stack. Used once.
 */
final class Parser {
  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "=", Relation.EQUAL,
          "==", Relation.EQUAL,
          "<>", Relation.NOT_EQUAL,
          "!=", Relation.NOT_EQUAL,
          "<", Relation.LESS,
          "<=", Relation.LESS_OR_EQUAL,
          ">", Relation.GREATER,
          ">=", Relation.GREATER_OR_EQUAL);

  private final SourceText source;
  private final TokenReader tokens;
  private int nesting;

  Parser(SourceText source) {
    this.source = source;
    CostCheck.ofText(source);
    this.tokens = new TokenReader(source, new Lexer(source).tokens());
  }

  Node parse() {
    Node root = expression(Precedence.OR);
    if (tokens.next().kind() != Token.Kind.END) {
      throw tokens.unexpected("an operator or the end");
    }
    CostCheck.ofTree(source, root);
    return root;
  }

  /** Reads a part that holds together at least as tightly as said. */
  Node expression(Precedence least) {
    nesting++;
    CostCheck.ofNesting(source, tokens.next().place(), nesting);
    Node left = operand(least);
    for (Node longer = extended(left, least); longer != null; longer = extended(left, least)) {
      left = longer;
    }
    nesting--;
    return left;
  }

  private Node operand(Precedence least) {
    Token token = tokens.next();
    if (token.is(Keyword.NOT)) {
      if (!Precedence.NOT.fits(least)) {
        throw tokens.refuse("not cannot stand here", "Put not and what follows in brackets.");
      }
      tokens.take();
      return new Opposite(expression(Precedence.NOT), token.place());
    }
    if (token.isSign("-")) {
      tokens.take();
      return OperandParser.isLeastWhole(tokens.next())
          ? new Literal.Whole(Long.MIN_VALUE, tokens.take().place())
          : new Negation(expression(Precedence.SIGN), token.place());
    }
    return new OperandParser(this, tokens).operand();
  }

  /** The part read so far with an operator and its right side; null when none follows. */
  private @Nullable Node extended(Node left, Precedence least) {
    Token token = tokens.next();
    for (Connective.Word word : Connective.Word.values()) {
      if (token.is(word.keyword()) && word.precedence().fits(least)) {
        return chain(word, left);
      }
    }
    if (isTest(token)) {
      return Precedence.COMPARISON.fits(least) ? test(left) : null;
    }
    for (Arithmetic.Operator operator : Arithmetic.Operator.values()) {
      if (isOperator(token, operator) && operator.precedence().fits(least)) {
        tokens.take();
        Node right = expression(operator.precedence().tighter());
        return new Arithmetic(operator, left, right, token.place());
      }
    }
    return null;
  }

  private Node chain(Connective.Word word, Node left) {
    Token first = tokens.next();
    List<Node> operands = new ArrayList<>();
    if (left instanceof Connective joined && joined.word() == word) {
      operands.addAll(joined.operands());
    } else {
      operands.add(left);
    }
    while (tokens.skip(word.keyword())) {
      operands.add(expression(word.precedence().tighter()));
    }
    return new Connective(word, operands, first.place());
  }

  private static boolean isOperator(Token token, Arithmetic.Operator operator) {
    return operator == Arithmetic.Operator.QUOTIENT
        ? token.is(Keyword.DIV)
        : token.isSign(operator.symbol());
  }

  private static boolean isTest(Token token) {
    return token.kind() == Token.Kind.SIGN && RELATIONS.containsKey(token.text())
        || token.is(Keyword.IS)
        || token.is(Keyword.IN)
        || token.is(Keyword.BETWEEN)
        || token.is(Keyword.LIKE)
        || token.is(Keyword.NOT);
  }

  private Node test(Node left) {
    Node read = readTest(left);
    if (isTest(tokens.next())) {
      throw tokens.refuse(
          "comparisons do not chain", "Write a < b and b < c, or put one of them in brackets.");
    }
    return read;
  }

  private Node readTest(Node left) {
    Token token = tokens.take();
    Relation relation = RELATIONS.get(token.text());
    if (relation != null) {
      return new Comparison(relation, left, expression(Precedence.SUM), token.place());
    }
    if (token.is(Keyword.IS)) {
      boolean negated = tokens.skip(Keyword.NOT);
      if (!tokens.skip(Keyword.MISSING) && !tokens.skip(Keyword.NULL)) {
        throw tokens.unexpected("missing or not missing after is");
      }
      return maybeNot(negated, new MissingTest(left, token.place()), token);
    }
    boolean negated = token.is(Keyword.NOT);
    Token test = negated ? tokens.take() : token;
    if (test.is(Keyword.IN)) {
      return maybeNot(negated, new InList(left, items(), token.place()), token);
    }
    if (test.is(Keyword.BETWEEN)) {
      Node low = expression(Precedence.SUM);
      tokens.expect(Keyword.AND, "and with the upper bound");
      Node high = expression(Precedence.SUM);
      return maybeNot(negated, new Between(left, low, high, token.place()), token);
    }
    throw test.is(Keyword.LIKE)
        ? tokens.refuse(test, "there is no like", "Write contains, starts_with or ends_with.")
        : tokens.unexpected(test, "an operator, in or between");
  }

  private static Node maybeNot(boolean negated, Node test, Token token) {
    return negated ? new Opposite(test, token.place()) : test;
  }

  private List<Node> items() {
    tokens.expect("(", "a list in brackets after in");
    List<Node> items = new ArrayList<>();
    do {
      items.add(expression(Precedence.SUM));
    } while (tokens.skip(","));
    tokens.expect(")", "a comma or the closing bracket");
    return items;
  }

  /** A name as a column's, which not every text can be. */
  Node column(Token token) {
    try {
      return new ColumnReference(new ColumnName(token.text()), token.place());
    } catch (IllegalArgumentException notAName) {
      Problem problem =
          source.problem(
              ErrorCode.EXPRESSION_SYNTAX, token.place(), String.valueOf(notAName.getMessage()));
      throw new MillraceException(problem, notAName);
    }
  }
}
