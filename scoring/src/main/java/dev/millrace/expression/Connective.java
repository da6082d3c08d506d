package dev.millrace.expression;

import dev.millrace.expression.function.Operators;
import dev.millrace.expression.function.Overload;
import java.util.List;

/** Two or more truth values joined by {@code and} or by {@code or}; a chain is one of these. */
record Connective(Word word, List<Node> operands, Place place) implements Node {
  Connective {
    operands = List.copyOf(operands);
  }

  @SuppressWarnings("ImmutableEnumChecker") // overloads hold nothing that changes
  enum Word {
    AND(Keyword.AND, Precedence.AND, Operators.AND),
    OR(Keyword.OR, Precedence.OR, Operators.OR);

    private final Keyword keyword;
    private final Precedence precedence;
    private final List<Overload> overloads;

    Word(Keyword keyword, Precedence precedence, List<Overload> overloads) {
      this.keyword = keyword;
      this.precedence = precedence;
      this.overloads = overloads;
    }

    Keyword keyword() {
      return keyword;
    }

    Precedence precedence() {
      return precedence;
    }
  }

  @Override
  public List<Node> children() {
    return operands;
  }

  @Override
  public Precedence precedence() {
    return word.precedence;
  }

  @Override
  public void print(Printer out) {
    for (int i = 0; i < operands.size(); i++) {
      out.write(i == 0 ? "" : " " + word.keyword.text() + " ");
      out.part(operands.get(i), word.precedence.tighter());
    }
  }

  @Override
  public Step bind(Binder binder) {
    return binder.apply(this, word.keyword.text(), word.overloads, operands);
  }
}
