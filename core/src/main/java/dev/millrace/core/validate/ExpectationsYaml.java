package dev.millrace.core.validate;

import dev.millrace.core.config.ValueForms;
import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.validate.ColumnExpectations.Bounds;
import dev.millrace.core.validate.ColumnExpectations.Comparator;
import dev.millrace.core.validate.ColumnExpectations.Lifecycle;
import dev.millrace.core.validate.TableExpectations.Control;
import dev.millrace.core.validate.TableExpectations.CustomCheck;
import dev.millrace.core.validate.TableExpectations.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Writes the keys of {@code schema.yaml} that {@link ExpectationsReader} reads. */
final class ExpectationsYaml {
  private ExpectationsYaml() {}

  /** Keys of a column with their values, in the order of the file. */
  static Map<String, String> column(ColumnExpectations expected) {
    Map<String, String> keys = new LinkedHashMap<>();
    expected.minCount().ifPresent(count -> keys.put("min-count", Long.toString(count)));
    expected.valueCount().ifPresent(bounds -> keys.put("value-count", bounds(bounds)));
    if (!expected.valueCounts().isEmpty()) {
      keys.put(
          "value-counts",
          list(expected.valueCounts().stream().map(ExpectationsYaml::bounds).toList()));
    }
    expected
        .shape()
        .ifPresent(sizes -> keys.put("shape", list(sizes.stream().map(String::valueOf).toList())));
    expected.domains().forEach(domain -> keys.put(domain.key(), domain(domain)));
    expected.domainMass().ifPresent(mass -> keys.put("min-domain-mass", SchemaYaml.number(mass)));
    expected.unique().ifPresent(bounds -> keys.put("unique", bounds(bounds)));
    texts(keys, "environments", expected.environments());
    texts(keys, "not-environments", expected.notEnvironments());
    if (expected.lifecycle() != Lifecycle.PRODUCTION) {
      keys.put("lifecycle", ValueForms.choice(Lifecycle.class).print().apply(expected.lifecycle()));
    }
    comparator(keys, "drift", expected.drift());
    comparator(keys, "skew", expected.skew());
    return keys;
  }

  /** Lines of the table, each with its line end. */
  static String table(TableExpectations expected) {
    Map<String, String> keys = new LinkedHashMap<>();
    texts(keys, "default-environments", expected.environments());
    expected
        .mostDomainValues()
        .ifPresent(most -> keys.put("most-domain-values", Long.toString(most)));
    if (expected.examples().min().isPresent() || expected.examples().max().isPresent()) {
      keys.put("examples", bounds(expected.examples()));
    }
    ratio(keys, "examples-drift", expected.drift());
    ratio(keys, "examples-version", expected.version());
    StringBuilder out = new StringBuilder();
    keys.forEach((key, value) -> out.append(key).append(": ").append(value).append('\n'));
    if (!expected.severities().isEmpty()) {
      out.append("severities:\n");
      expected
          .severities()
          .forEach(
              (anomaly, severity) ->
                  out.append("  ")
                      .append(anomaly)
                      .append(": ")
                      .append(ValueForms.choice(Finding.Severity.class).print().apply(severity))
                      .append('\n'));
    }
    if (!expected.domains().isEmpty()) {
      out.append("domains:\n");
      expected
          .domains()
          .forEach(
              (name, values) ->
                  out.append("  ")
                      .append(SchemaYaml.quoted(name))
                      .append(": ")
                      .append(list(values.stream().map(SchemaYaml::quoted).toList()))
                      .append('\n'));
    }
    if (!expected.checks().isEmpty()) {
      out.append("checks:\n");
      expected.checks().forEach(check -> out.append("  - ").append(check(check)).append('\n'));
    }
    return out.toString();
  }

  private static String check(CustomCheck check) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("name", SchemaYaml.quoted(check.name()));
    keys.put("column", SchemaYaml.quoted(check.column()));
    keys.put("must", SchemaYaml.quoted(check.must()));
    check
        .against()
        .ifPresent(
            other -> keys.put("against", ValueForms.choice(Control.class).print().apply(other)));
    keys.put("severity", ValueForms.choice(Finding.Severity.class).print().apply(check.severity()));
    texts(keys, "environments", check.environments());
    return mapping(keys);
  }

  private static String domain(Domain domain) {
    Map<String, String> keys = new LinkedHashMap<>();
    switch (domain) {
      case Domain.Ints ints -> {
        whole(keys, "min", ints.min());
        whole(keys, "max", ints.max());
        if (ints.meaning() == Domain.Meaning.CATEGORY) {
          keys.put("categorical", "true");
        }
      }
      case Domain.Floats floats -> {
        real(keys, "min", floats.min());
        real(keys, "max", floats.max());
        if (floats.refused().contains(Domain.Unusual.NAN)) {
          keys.put("disallow-nan", "true");
        }
        if (floats.refused().contains(Domain.Unusual.INFINITY)) {
          keys.put("disallow-inf", "true");
        }
      }
      case Domain.Bools bools -> {
        bools.trueValue().ifPresent(text -> keys.put("true-value", SchemaYaml.quoted(text)));
        bools.falseValue().ifPresent(text -> keys.put("false-value", SchemaYaml.quoted(text)));
      }
      case Domain.Texts texts -> {
        return list(texts.values().stream().map(SchemaYaml::quoted).toList());
      }
      case Domain.Named named -> {
        return SchemaYaml.quoted(named.name());
      }
      case Domain.Semantic semantic -> {
        return ValueForms.choice(Domain.Semantic.Kind.class).print().apply(semantic.kind());
      }
    }
    return mapping(keys);
  }

  private static String bounds(Bounds bounds) {
    Map<String, String> keys = new LinkedHashMap<>();
    whole(keys, "min", bounds.min());
    whole(keys, "max", bounds.max());
    return mapping(keys);
  }

  private static void ratio(Map<String, String> keys, String key, Ratio ratio) {
    Map<String, String> inner = new LinkedHashMap<>();
    real(inner, "min", ratio.min());
    real(inner, "max", ratio.max());
    if (!inner.isEmpty()) {
      keys.put(key, mapping(inner));
    }
  }

  private static void comparator(Map<String, String> keys, String key, Comparator comparator) {
    Map<String, String> inner = new LinkedHashMap<>();
    real(inner, "infinity-norm", comparator.infinityNorm());
    real(inner, "jensen-shannon-divergence", comparator.jensenShannon());
    real(inner, "normalized-abs-difference", comparator.absoluteDifference());
    if (comparator.histogram() != ValueHistogram.Kind.STANDARD) {
      inner.put(
          "histogram",
          ValueForms.choice(ValueHistogram.Kind.class).print().apply(comparator.histogram()));
    }
    if (!inner.isEmpty()) {
      keys.put(key, mapping(inner));
    }
  }

  private static void texts(Map<String, String> keys, String key, List<String> values) {
    if (!values.isEmpty()) {
      keys.put(key, list(values.stream().map(SchemaYaml::quoted).toList()));
    }
  }

  private static void whole(Map<String, String> keys, String key, OptionalLong value) {
    value.ifPresent(given -> keys.put(key, Long.toString(given)));
  }

  private static void real(Map<String, String> keys, String key, OptionalDouble value) {
    value.ifPresent(given -> keys.put(key, SchemaYaml.number(given)));
  }

  private static String list(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }

  private static String mapping(Map<String, String> keys) {
    List<String> entries = new ArrayList<>();
    keys.forEach((key, value) -> entries.add(key + ": " + value));
    return "{" + String.join(", ", entries) + "}";
  }
}
