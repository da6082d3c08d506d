package dev.millrace.expression;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.expression.kernel.Logic;
import java.util.List;

/** Two or more truth values joined by {@code and} or by {@code or}; a chain is one of these. */
record Connective(Word word, List<Node> operands, Place place) implements Node {
  Connective {
    operands = List.copyOf(operands);
  }

  @SuppressWarnings("ImmutableEnumChecker") // kernels hold nothing that changes
  enum Word {
    AND(Keyword.AND, Precedence.AND, Logic::and),
    OR(Keyword.OR, Precedence.OR, Logic::or);

    private final Keyword keyword;
    private final Precedence precedence;
    private final Overload overload;

    Word(Keyword keyword, Precedence precedence, Overload.Binary kernel) {
      this.keyword = keyword;
      this.precedence = precedence;
      this.overload =
          Overload.several(ColumnType.BOOL, ColumnType.BOOL, columns -> join(columns, kernel));
    }

    Keyword keyword() {
      return keyword;
    }

    Precedence precedence() {
      return precedence;
    }

    private static Column join(Column[] columns, Overload.Binary kernel) {
      Column joined = columns[0];
      for (int i = 1; i < columns.length; i++) {
        joined = kernel.apply(joined, columns[i]);
      }
      return joined;
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
    return binder.apply(this, word.keyword.text(), List.of(word.overload), operands);
  }
}
