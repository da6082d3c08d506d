package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import java.util.Arrays;

/**
 * Comparison of texts by their UTF-8 bytes, which is the order of their code points. Against a
 * constant, a dictionary is compared entry by entry and no row's text is touched.
 */
final class TextComparison {
  private TextComparison() {}

  static BoolColumn compare(Relation relation, Column left, Column right) {
    BytesColumn l = (BytesColumn) left;
    BytesColumn r = (BytesColumn) right;
    if (Entries.isOne(r)) {
      return Entries.test(l, entry -> holds(relation, l, entry, r, 0));
    }
    if (Entries.isOne(l)) {
      return Entries.test(r, entry -> holds(relation, l, 0, r, entry));
    }
    BoolBuilder out = new BoolBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        out.set(row, holds(relation, l, l.entryAt(row), r, r.entryAt(row)));
      }
    }
    return out.column();
  }

  private static boolean holds(
      Relation relation, BytesColumn left, int leftEntry, BytesColumn right, int rightEntry) {
    int from = left.entryStart(leftEntry);
    int to = from + left.entryLength(leftEntry);
    int otherFrom = right.entryStart(rightEntry);
    int otherTo = otherFrom + right.entryLength(rightEntry);
    if (relation.isEquality()) {
      boolean equal = Arrays.equals(left.data(), from, to, right.data(), otherFrom, otherTo);
      return equal == (relation == Relation.EQUAL);
    }
    return relation.holds(
        Integer.signum(
            Arrays.compareUnsigned(left.data(), from, to, right.data(), otherFrom, otherTo)));
  }
}
