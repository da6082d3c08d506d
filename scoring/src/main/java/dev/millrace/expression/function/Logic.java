package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ValidityBuilder;

/** SQL's three-valued logic: missing stands for a truth value that is not known. */
final class Logic {
  private Logic() {}

  /** False where one is false, true where all are true, missing otherwise. */
  static Column and(Column[] operands) {
    return decide(operands, Deciding.FALSE);
  }

  /** True where one is true, false where all are false, missing otherwise. */
  static Column or(Column[] operands) {
    return decide(operands, Deciding.TRUE);
  }

  /** The opposite; missing stays missing. */
  static Column not(Column operand) {
    BoolColumn column = (BoolColumn) operand;
    boolean[] values = new boolean[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = !column.at(row);
    }
    return BoolColumn.owning(values, column.validity());
  }

  /** The value that decides alone, whatever the other side is. */
  private enum Deciding {
    FALSE,
    TRUE
  }

  private static Column decide(Column[] operands, Deciding deciding) {
    Column decided = operands[0];
    for (int i = 1; i < operands.length; i++) {
      decided = decide(decided, operands[i], deciding);
    }
    return decided;
  }

  private static Column decide(Column left, Column right, Deciding deciding) {
    BoolColumn l = (BoolColumn) left;
    BoolColumn r = (BoolColumn) right;
    boolean decisive = deciding == Deciding.TRUE;
    boolean[] values = new boolean[l.rows()];
    if (l.missingCount() == 0 && r.missingCount() == 0) {
      for (int row = 0; row < values.length; row++) {
        values[row] = decisive ? l.at(row) || r.at(row) : l.at(row) && r.at(row);
      }
      return BoolColumn.owning(values, l.validity());
    }
    ValidityBuilder unknown = new ValidityBuilder();
    for (int row = 0; row < values.length; row++) {
      boolean leftKnown = !l.isMissing(row);
      boolean rightKnown = !r.isMissing(row);
      if (leftKnown && l.at(row) == decisive || rightKnown && r.at(row) == decisive) {
        values[row] = decisive;
      } else if (leftKnown && rightKnown) {
        values[row] = !decisive;
      } else {
        unknown.missing(row);
      }
    }
    return BoolColumn.owning(values, unknown.build(values.length));
  }
}
