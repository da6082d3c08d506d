package dev.millrace.core.validate;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.validate.ColumnExpectations.Bounds;
import dev.millrace.core.validate.ColumnExpectations.Comparator;
import dev.millrace.core.validate.ColumnExpectations.Lifecycle;
import dev.millrace.core.validate.Domain.Meaning;
import dev.millrace.core.validate.Domain.Unusual;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.core.validate.TableExpectations.Control;
import dev.millrace.core.validate.TableExpectations.CustomCheck;
import dev.millrace.core.validate.TableExpectations.Ratio;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.Expression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the keys of {@code schema.yaml} that are checked on statistics. */
final class ExpectationsReader {
  private static final ValueForm<Long> COUNT = ValueForms.whole(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final ValueForm<Double> NUMBER = ValueForms.real(-1e308, 1e308);
  private static final ValueForm<Double> LIMIT = ValueForms.real(0, 1e308);

  /** Domains of values that are no cells of a table; TensorFlow Metadata has them. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "struct-domain", "nested columns are not checked",
          "image-domain", "images are not checked by statistics",
          "natural-language-domain", "tokens of texts are not checked by statistics",
          "sparse-feature", "sparse features are not read: name the columns they are made of",
          "weighted-feature", "weighted features are not read: give statistics with weights",
          "sql", "SQL is not run over statistics: write the condition as an expression in 'must'");

  private ExpectationsReader() {}

  static ColumnExpectations column(Section in) {
    refuse(in, "struct-domain", "image-domain", "natural-language-domain");
    return new ColumnExpectations(
        count(in, "min-count", "least number of rows with a value"),
        in.has("value-count")
            ? Optional.of(in.section("value-count", "values in a row", s -> bounds(s)))
            : Optional.empty(),
        boundsList(in),
        in.has("shape")
            ? Optional.of(in.list("shape", "sizes of the values", COUNT))
            : Optional.empty(),
        domains(in),
        optional(in.optional("min-domain-mass", "least share in the domain", NUMBER)),
        in.has("unique")
            ? Optional.of(in.section("unique", "different values", s -> bounds(s)))
            : Optional.empty(),
        in.list("environments", "environments it belongs to", ValueForms.text()),
        in.list("not-environments", "environments it does not belong to", ValueForms.text()),
        in.value(
            "lifecycle",
            "how far the column has come",
            ValueForms.choice(Lifecycle.class),
            Lifecycle.PRODUCTION),
        in.section("drift", "distance from the span before", ExpectationsReader::comparator),
        in.section("skew", "distance from what is served", ExpectationsReader::comparator));
  }

  static TableExpectations table(Section in) {
    refuse(in, "sparse-feature", "weighted-feature");
    return new TableExpectations(
        in.list("default-environments", "environments of every column", ValueForms.text()),
        namedDomains(in),
        count(in, "most-domain-values", "size at which a domain is too large"),
        in.section("examples", "number of rows", s -> bounds(s)),
        in.section("examples-drift", "rows as a share of the span before", s -> ratio(s)),
        in.section("examples-version", "rows as a share of the version before", s -> ratio(s)),
        severities(in),
        checks(in));
  }

  private static List<Domain> domains(Section in) {
    List<Domain> domains = new ArrayList<>();
    if (in.has("int-domain")) {
      domains.add(in.section("int-domain", "whole numbers", ExpectationsReader::ints));
    }
    if (in.has("float-domain")) {
      domains.add(in.section("float-domain", "real numbers", ExpectationsReader::floats));
    }
    if (in.has("bool-domain")) {
      domains.add(
          in.section(
              "bool-domain",
              "how true and false are written",
              s ->
                  new Domain.Bools(
                      s.optional("true-value", "text of true", ValueForms.text()),
                      s.optional("false-value", "text of false", ValueForms.text()))));
    }
    in.optional("domain-name", "a name under 'domains'", ValueForms.text())
        .ifPresent(name -> domains.add(new Domain.Named(name)));
    in.optional(
            "semantic-domain", "kind of the values", ValueForms.choice(Domain.Semantic.Kind.class))
        .ifPresent(kind -> domains.add(new Domain.Semantic(kind)));
    // Asked for so that they are known keys where they are absent.
    for (String key : List.of("int-domain", "float-domain", "bool-domain", "value-count")) {
      if (!in.has(key)) {
        var _ = in.node(key, "see docs/schema.md", "a mapping", Shape.SECTION);
      }
    }
    for (String key : List.of("unique", "shape")) {
      if (!in.has(key)) {
        var _ = in.node(key, "see docs/schema.md", "a mapping or list", Shape.SECTION);
      }
    }
    return domains;
  }

  private static Domain ints(Section in) {
    boolean named = in.value("categorical", "numbers are names", ValueForms.flag(), false);
    Bounds bounds = bounds(in);
    return new Domain.Ints(bounds.min(), bounds.max(), named ? Meaning.CATEGORY : Meaning.QUANTITY);
  }

  private static Domain floats(Section in) {
    Set<Unusual> refused = EnumSet.noneOf(Unusual.class);
    if (in.value("disallow-nan", "NaN is an anomaly", ValueForms.flag(), false)) {
      refused.add(Unusual.NAN);
    }
    if (in.value("disallow-inf", "infinities are anomalies", ValueForms.flag(), false)) {
      refused.add(Unusual.INFINITY);
    }
    return new Domain.Floats(
        optional(in.optional("min", "least value", NUMBER)),
        optional(in.optional("max", "greatest value", NUMBER)),
        refused);
  }

  private static Bounds bounds(Section in) {
    return new Bounds(count(in, "min", "the least"), count(in, "max", "the greatest"));
  }

  private static Ratio ratio(Section in) {
    return new Ratio(
        optional(in.optional("min", "the least ratio", LIMIT)),
        optional(in.optional("max", "the greatest ratio", LIMIT)));
  }

  private static Comparator comparator(Section in) {
    return new Comparator(
        optional(in.optional("infinity-norm", "greatest difference of shares", LIMIT)),
        optional(in.optional("jensen-shannon-divergence", "greatest divergence in bits", LIMIT)),
        optional(in.optional("normalized-abs-difference", "greatest difference of counts", LIMIT)),
        in.value(
            "histogram",
            "which histogram of numbers is compared",
            ValueForms.choice(ValueHistogram.Kind.class),
            ValueHistogram.Kind.STANDARD));
  }

  private static List<Bounds> boundsList(Section in) {
    List<Bounds> all = new ArrayList<>();
    for (Section item : items(in, "value-counts", "values in a row per level of nesting")) {
      try (item) {
        all.add(bounds(item));
      }
    }
    return all;
  }

  private static Map<String, List<String>> namedDomains(Section in) {
    Map<String, List<String>> domains = new LinkedHashMap<>();
    Optional<ConfigNode> node =
        in.node("domains", "values by name", "a mapping of names to lists", Shape.SECTION);
    if (node.isPresent() && node.get() instanceof ConfigNode.Mapping mapping) {
      try (Section inner = Section.at("domains", mapping, in.problems())) {
        inner
            .keys()
            .forEach(key -> domains.put(key, inner.list(key, "the values", ValueForms.text())));
      }
    } else {
      node.ifPresent(wrong -> in.invalid("domains", wrong, "a mapping of names to lists"));
    }
    return domains;
  }

  private static Map<Anomaly, Severity> severities(Section in) {
    Map<Anomaly, Severity> severities = new EnumMap<>(Anomaly.class);
    Optional<ConfigNode> node =
        in.node("severities", "what anomalies mean", "a mapping of anomalies", Shape.SECTION);
    if (node.isPresent() && node.get() instanceof ConfigNode.Mapping mapping) {
      try (Section inner = Section.at("severities", mapping, in.problems())) {
        for (Anomaly anomaly : Anomaly.values()) {
          inner
              .optional(anomaly.name(), "what it means", ValueForms.choice(Severity.class))
              .ifPresent(severity -> severities.put(anomaly, severity));
        }
      }
    } else {
      node.ifPresent(wrong -> in.invalid("severities", wrong, "a mapping of anomalies"));
    }
    return severities;
  }

  private static List<CustomCheck> checks(Section in) {
    List<CustomCheck> checks = new ArrayList<>();
    for (Section item : items(in, "checks", "conditions on statistics")) {
      try (item) {
        refuse(item, "sql");
        String must = item.required("must", "what must be true", ValueForms.text(), "true");
        check(item, must);
        checks.add(
            new CustomCheck(
                item.value("name", "what it is about", ValueForms.text(), must),
                item.required("column", "whose figures", ValueForms.text(), ""),
                must,
                item.optional("against", "other data", ValueForms.choice(Control.class)),
                item.value(
                    "severity", "what it means", ValueForms.choice(Severity.class), Severity.ERROR),
                item.list("environments", "where it is checked", ValueForms.text())));
      }
    }
    return checks;
  }

  private static void check(Section item, String must) {
    try {
      var _ = Expression.parse(must);
    } catch (MillraceException e) {
      e.problems().forEach(problem -> item.problems().add(problem.at(item.position().toString())));
    }
  }

  private static List<Section> items(Section in, String key, String meaning) {
    Optional<ConfigNode> node = in.node(key, meaning, "a list of mappings", Shape.SECTION);
    List<Section> sections = new ArrayList<>();
    if (node.isPresent() && node.get() instanceof ConfigNode.Items items) {
      for (ConfigNode item : items.values()) {
        if (item instanceof ConfigNode.Mapping mapping) {
          sections.add(Section.at(key, mapping, in.problems()));
        } else {
          in.invalid(key, item, "a mapping");
        }
      }
    } else {
      node.ifPresent(wrong -> in.invalid(key, wrong, "a list of mappings"));
    }
    return sections;
  }

  private static void refuse(Section in, String... keys) {
    for (String key : keys) {
      if (in.has(key)) {
        in.problems()
            .add(
                Problem.of(ErrorCode.SCHEMA_INVALID, "'" + key + "' is not taken")
                    .at(in.position(key).map(Object::toString).orElse(""))
                    .found(REFUSED.getOrDefault(key, key))
                    .next("Take the key out."));
        var _ = in.node(key, "refused", "nothing", Shape.SECTION);
      }
    }
  }

  private static OptionalLong count(Section in, String key, String meaning) {
    return in.optional(key, meaning, COUNT).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
