package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;

/** Choices between columns of one type, row by row. */
final class Choices {
  private Choices() {}

  /** The first value that is not missing; missing where all are. */
  static Column coalesce(Column[] sources) {
    if (sources[0].missingCount() == 0) {
      return sources[0];
    }
    int[] chosen = new int[sources[0].rows()];
    for (int row = 0; row < chosen.length; row++) {
      chosen[row] = Gathering.NONE;
      for (int i = 0; i < sources.length && chosen[row] == Gathering.NONE; i++) {
        if (!sources[i].isMissing(row)) {
          chosen[row] = i;
        }
      }
    }
    return Gathering.gather(sources, chosen);
  }

  /**
   * The value that follows the first condition that is true.
   *
   * @param arguments condition, value, condition, value, ... and the value for rows where no
   *     condition is true
   */
  static Column firstTrue(Column[] arguments) {
    int branches = arguments.length / 2;
    Column[] sources = new Column[branches + 1];
    for (int i = 0; i < branches; i++) {
      sources[i] = arguments[2 * i + 1];
    }
    sources[branches] = arguments[2 * branches];
    int[] chosen = new int[arguments[0].rows()];
    for (int row = 0; row < chosen.length; row++) {
      int branch = 0;
      while (branch < branches && !isTrue(arguments[2 * branch], row)) {
        branch++;
      }
      chosen[row] = branch;
    }
    return Gathering.gather(sources, chosen);
  }

  private static boolean isTrue(Column condition, int row) {
    return !condition.isMissing(row) && ((BoolColumn) condition).at(row);
  }
}
