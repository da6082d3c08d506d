package dev.millrace.core.gate;

import dev.millrace.core.config.ValueForm;
import dev.millrace.core.gate.GateRule.Comparison;
import dev.millrace.core.gate.GateRule.Reference;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How gate rules are written. */
public final class GateRuleForm {
  private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?%?";
  private static final Pattern RULE =
      Pattern.compile(
          "(?:slice\\(\\s*(?<slice>[^()]+?)\\s*\\)\\s*\\.\\s*)?(?<metric>[a-z][a-z0-9_]*)\\s*"
              + "(?<sign>>=|<=|>|<)\\s*(?:(?<number>"
              + NUMBER
              + ")|(?<than>champion|constant|linear)(?:\\s*(?<plus>[+-])\\s*(?<offset>"
              + NUMBER
              + "))?)");

  public static final ValueForm<GateRule> FORM =
      new ValueForm<>(
          "METRIC >= NUMBER, METRIC >= champion - NUMBER (or constant, linear), "
              + "slice(COLUMN).METRIC >= NUMBER; signs >=, <=, >, <",
          GateRuleForm::parse,
          GateRule::text);

  private GateRuleForm() {}

  /** The rule, when the text is one. */
  public static Optional<GateRule> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static GateRule parse(String text) {
    Matcher matcher = RULE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a gate rule: " + text);
    }
    Comparison comparison =
        switch (matcher.group("sign")) {
          case ">=" -> Comparison.AT_LEAST;
          case "<=" -> Comparison.AT_MOST;
          case ">" -> Comparison.ABOVE;
          default -> Comparison.BELOW;
        };
    Reference than = Reference.NUMBER;
    double offset;
    if (matcher.group("than") == null) {
      offset = number(matcher.group("number"));
    } else {
      than = Reference.valueOf(matcher.group("than").toUpperCase(Locale.ROOT));
      double amount = matcher.group("offset") == null ? 0 : number(matcher.group("offset"));
      offset = "-".equals(matcher.group("plus")) ? -amount : amount;
    }
    return new GateRule(
        text.strip(),
        Optional.ofNullable(matcher.group("slice")),
        matcher.group("metric"),
        comparison,
        than,
        offset);
  }

  private static double number(String text) {
    return text.endsWith("%")
        ? new java.math.BigDecimal(text.substring(0, text.length() - 1))
            .movePointLeft(2)
            .doubleValue()
        : Double.parseDouble(text);
  }
}
