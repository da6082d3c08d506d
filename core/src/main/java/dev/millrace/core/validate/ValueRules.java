package dev.millrace.core.validate;

import dev.millrace.column.ColumnType;
import dev.millrace.expression.Expression;
import dev.millrace.json.JsonNumber;
import java.util.ArrayList;
import java.util.List;

/** The value rules of a column as expressions that are true for a row that breaks them. */
final class ValueRules {
  private ValueRules() {}

  /** Kind of a value rule. */
  enum Kind {
    MIN,
    MAX,
    DOMAIN
  }

  /** One rule of one column. */
  record ValueRule(ColumnRule rule, Kind kind, String violation) {
    /** Code of the finding that counts the rows that break it. */
    String code() {
      String type = rule.field().type().equals(ColumnType.INT64) ? "INT" : "FLOAT";
      return switch (kind) {
        case MIN -> type + "_TYPE_SMALL_" + type;
        case MAX -> type + "_TYPE_BIG_" + type;
        case DOMAIN -> "ENUM_TYPE_UNEXPECTED_STRING_VALUES";
      };
    }

    /** Id of that finding. */
    String finding() {
      return code() + ":" + rule.field().name();
    }
  }

  static List<ValueRule> of(ColumnRule rule) {
    String column = Expression.quote(rule.field().name());
    List<ValueRule> rules = new ArrayList<>();
    rule.min()
        .ifPresent(min -> rules.add(new ValueRule(rule, Kind.MIN, column + " < " + number(min))));
    rule.max()
        .ifPresent(max -> rules.add(new ValueRule(rule, Kind.MAX, column + " > " + number(max))));
    if (!rule.domain().isEmpty()) {
      boolean texts = rule.field().type().equals(ColumnType.UTF8);
      List<String> values =
          rule.domain().stream().map(value -> texts ? quoted(value) : value).toList();
      rules.add(
          new ValueRule(rule, Kind.DOMAIN, column + " not in (" + String.join(", ", values) + ")"));
    }
    return rules;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return value < 0 ? "-" + JsonNumber.text(-value) : JsonNumber.text(value);
  }
}
