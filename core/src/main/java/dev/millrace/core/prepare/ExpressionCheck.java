package dev.millrace.core.prepare;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.error.MillraceException;
import dev.millrace.expression.Expression;

/** Whether an expression of a pipeline can be read; its columns are looked for in the data. */
final class ExpressionCheck {
  private ExpressionCheck() {}

  /** Notes what is wrong, with its place in the file. */
  static void note(ConfigNode.Scalar node, Problems problems) {
    try {
      Expression.parse(node.text(), node::place);
    } catch (MillraceException e) {
      problems.addAll(e.problems());
    }
  }
}
