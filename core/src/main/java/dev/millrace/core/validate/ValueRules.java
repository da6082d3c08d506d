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
  record ValueRule(ColumnRule rule, Kind kind, String violation) {}

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
    return value < 0 ? "-" + JsonNumber.text(-value) : JsonNumber.text(value);
  }
}
