package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.ColumnStatistics.CustomStatistic;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Domain.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts against the list of those there may be, and what kind of texts they seem to be. */
record TextDomainCheck() implements ColumnCheck {
  /** Name under which statistics of other systems say what kind of values they found. */
  private static final String KIND_FOUND = "domain_info";

  @Override
  public void check(ColumnCase column, Findings findings) {
    double broken = column.view().column().text().map(text -> text.invalidUtf8()).orElse(0.0);
    if (broken > 0) {
      findings.add(
          column.expected(),
          Anomaly.ENUM_TYPE_INVALID_UTF8,
          "values are no UTF-8",
          Words.number(broken) + " values",
          "0");
    } else {
      column.domain(Texts.class).ifPresent(domain -> values(column, domain, findings));
    }
    if (column.expected().domains().isEmpty()) {
      proposed(column, findings);
    }
  }

  private static void values(ColumnCase column, Texts domain, Findings findings) {
    boolean text = column.view().type().isText();
    if (column.view().column().text().isEmpty()) {
      if (text) {
        findings.unavailable(column.expected(), domain.key(), "counts of values");
      }
      return;
    }
    Set<String> known = new HashSet<>(domain.values());
    SortedMap<String, Double> others = new TreeMap<>(column.view().masses());
    others.keySet().removeAll(known);
    double mass = others.values().stream().mapToDouble(Double::doubleValue).sum();
    double total = column.view().totalValues();
    double least = column.expectations().domainMass().orElse(1);
    // The share inside: that outside, 1 - 0.9, would be rounded to less than a tenth.
    boolean beyond = (total - mass) / total < least;
    if (beyond || (least == 1 && !others.isEmpty())) {
      findings.add(
          column.expected(),
          Anomaly.ENUM_TYPE_UNEXPECTED_STRING_VALUES,
          "values are not in the domain",
          Words.some(others.keySet())
              + ", "
              + Words.number(mass)
              + " of "
              + Words.number(total)
              + " values",
          least == 1
              ? known.size() + " values"
              : "at least " + Words.number(least) + " of the values among " + known.size());
    }
  }

  private static void proposed(ColumnCase column, Findings findings) {
    List<CustomStatistic> kinds =
        column.view().column().custom().stream()
            .filter(custom -> custom.name().equals(KIND_FOUND))
            .toList();
    Optional<String> kind = kinds.size() == 1 ? kinds.getFirst().text() : Optional.empty();
    kind.filter(text -> !text.isBlank())
        .ifPresent(
            text ->
                findings.add(
                    column.expected(),
                    Anomaly.SEMANTIC_DOMAIN_UPDATE,
                    "the values seem to be of a kind that the schema does not say",
                    text,
                    "a domain that says so"));
  }
}
