package dev.millrace.core.validate;

import dev.millrace.column.ColumnType;
import dev.millrace.core.validate.ValueRules.ValueRule;
import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ExactColumn;
import dev.millrace.spi.profile.TableProfile;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which rules no row can break, from the exact figures of the same rows: of a table that is
 * as its schema says, not one row has to be read again. Where figures leave a doubt a rule counts
 * as breakable, and its rows are looked at.
 */
final class KeptRules {
  /** Up to here doubles hold every whole number. */
  private static final double EXACT = 0x1p53;

  private KeptRules() {}

  /** True when it is certain that every row keeps the rule. */
  static boolean isKept(ValueRule rule, TableProfile profile) {
    return profile
        .find(rule.rule().field().name())
        .filter(found -> found.field().type().equals(rule.rule().field().type()))
        .filter(found -> isKept(rule, found.exact()))
        .isPresent();
  }

  private static boolean isKept(ValueRule rule, ExactColumn column) {
    return switch (rule.kind()) {
      case MIN -> isAtLeast(column.figures(), rule.rule().min().orElseThrow());
      case MAX -> isAtMost(column.figures(), rule.rule().max().orElseThrow());
      case DOMAIN -> isWithin(rule, column);
    };
  }

  /** NaN is neither below nor above anything. */
  private static boolean isAtLeast(ColumnFigures figures, double least) {
    return switch (figures) {
      case ColumnFigures.Whole whole ->
          whole.min().isEmpty() || (isExact(least) && whole.min().getAsLong() >= least);
      case ColumnFigures.Real real ->
          real.negativeInfinity() == 0
              && (real.min().isEmpty() || real.min().getAsDouble() >= least);
      default -> false;
    };
  }

  private static boolean isAtMost(ColumnFigures figures, double most) {
    return switch (figures) {
      case ColumnFigures.Whole whole ->
          whole.max().isEmpty() || (isExact(most) && whole.max().getAsLong() <= most);
      case ColumnFigures.Real real ->
          real.positiveInfinity() == 0
              && (real.max().isEmpty() || real.max().getAsDouble() <= most);
      default -> false;
    };
  }

  private static boolean isExact(double bound) {
    return Math.abs(bound) < EXACT;
  }

  /** Only where every distinct value is listed, and compared as the rule compares: as text. */
  private static boolean isWithin(ValueRule rule, ExactColumn column) {
    if (column.present() == 0) {
      return true;
    }
    boolean listed =
        rule.rule().field().type().equals(ColumnType.UTF8)
            && column.distinct().isCounted()
            && column.distinct().values() == column.top().size();
    Set<String> domain = new HashSet<>(rule.rule().domain());
    return listed
        && domain.containsAll(
            column.top().stream().map(value -> value.value()).collect(Collectors.toSet()));
  }
}
