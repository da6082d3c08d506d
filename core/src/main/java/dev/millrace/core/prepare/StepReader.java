package dev.millrace.core.prepare;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.prepare.FeatureSpec.Source;
import dev.millrace.core.prepare.StepSpec.ClipTo;
import dev.millrace.core.prepare.StepSpec.FixedBuckets;
import dev.millrace.core.prepare.StepSpec.Hash;
import dev.millrace.core.prepare.StepSpec.ImputeBy;
import dev.millrace.core.prepare.StepSpec.ImputeConstant;
import dev.millrace.core.prepare.StepSpec.MissingFlag;
import dev.millrace.core.prepare.StepSpec.OneHot;
import dev.millrace.core.prepare.StepSpec.Ordinal;
import dev.millrace.core.prepare.StepSpec.QuantileBuckets;
import dev.millrace.core.prepare.StepSpec.TakeCycle;
import dev.millrace.core.prepare.StepSpec.TakePart;
import dev.millrace.core.prepare.StepSpec.TargetMean;
import dev.millrace.core.prepare.StepSpec.ToLargest;
import dev.millrace.core.prepare.StepSpec.ToLog1p;
import dev.millrace.core.prepare.StepSpec.ToRobust;
import dev.millrace.core.prepare.StepSpec.ToStandard;
import dev.millrace.core.prepare.StepSpec.ToUnit;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.feature.CalendarPart;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the steps of one feature: a word, {@code word: argument}, or a list of those. */
final class StepReader {
  static final List<String> WORDS =
      List.of(
          "impute",
          "standardize",
          "robust",
          "min-max",
          "max-abs",
          "log1p",
          "clip",
          "quantile-buckets",
          "buckets",
          "one-hot",
          "ordinal",
          "target-encode",
          "hash",
          "take",
          "cycle",
          "missing-flag");

  static final ValueForm<Double> EDGE = ValueForms.real(-1e300, 1e300);
  static final ValueForm<Long> BUCKETS = ValueForms.whole(2, 1000);
  static final ValueForm<Long> HASHES = ValueForms.whole(2, 1 << 20);

  private final String path;
  private final Problems problems;

  StepReader(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** A feature's own keys parted from its steps. */
  record Parts(Optional<Source> source, ConfigNode steps) {}

  Parts parts(ConfigNode.Mapping mapping) {
    Optional<Source> source = Optional.empty();
    List<ConfigNode> steps = new ArrayList<>();
    for (ConfigNode.Entry entry : mapping.entries()) {
      switch (entry.key()) {
        case "from" ->
            source = value(entry.value(), ValueForms.column()).map(Source.FromColumn::new);
        case "expression" -> source = expression(entry).map(Source.FromExpression::new);
        case "steps" -> {
          if (entry.value() instanceof ConfigNode.Items items) {
            steps.addAll(items.values());
          } else {
            steps.add(entry.value());
          }
        }
        default -> steps.add(new ConfigNode.Mapping(entry.position(), List.of(entry)));
      }
    }
    return new Parts(source, new ConfigNode.Items(mapping.position(), steps));
  }

  private Optional<String> expression(ConfigNode.Entry entry) {
    if (entry.value() instanceof ConfigNode.Scalar scalar && !scalar.text().isBlank()) {
      ExpressionCheck.note(scalar, problems);
      return Optional.of(scalar.text());
    }
    invalid(entry.value(), "an expression, such as fare / trip_miles");
    return Optional.empty();
  }

  List<StepSpec> steps(ConfigNode node) {
    List<StepSpec> steps = new ArrayList<>();
    List<ConfigNode> nodes =
        node instanceof ConfigNode.Items items ? items.values() : List.of(node);
    for (ConfigNode each : nodes) {
      switch (each) {
        case ConfigNode.Scalar scalar when scalar.text().equals("auto") -> {}
        case ConfigNode.Scalar scalar -> step(scalar.text(), scalar).ifPresent(steps::add);
        case ConfigNode.Mapping mapping when mapping.entries().size() == 1 -> {
          ConfigNode.Entry entry = mapping.entries().get(0);
          step(entry.key(), entry.value()).ifPresent(steps::add);
        }
        default -> invalid(each, "a step, or one step with its argument");
      }
    }
    return steps;
  }

  /** A step by its word; the node is its argument, or the word itself when it has none. */
  private Optional<StepSpec> step(String word, ConfigNode argument) {
    return switch (word) {
      case "impute" -> impute(argument);
      case "standardize" -> alone(word, argument, new ToStandard());
      case "robust" -> alone(word, argument, new ToRobust());
      case "max-abs" -> alone(word, argument, new ToLargest());
      case "min-max" -> alone(word, argument, new ToUnit());
      case "log1p" -> alone(word, argument, new ToLog1p());
      case "missing-flag" -> alone(word, argument, new MissingFlag());
      case "clip" -> mapping(word, argument).flatMap(this::clip);
      case "quantile-buckets" ->
          value(argument, BUCKETS).map(n -> new QuantileBuckets(n.intValue()));
      case "buckets" -> edges(argument);
      case "one-hot" -> mapping(word, argument).map(this::oneHot);
      case "ordinal" -> mapping(word, argument).map(this::ordinal);
      case "hash" -> value(argument, HASHES).map(n -> new Hash(n.intValue()));
      case "target-encode" -> mapping(word, argument).map(this::targetMean);
      case "take" -> value(argument, ValueForms.choice(CalendarPart.class)).map(TakePart::new);
      case "cycle" -> value(argument, ValueForms.choice(CalendarPart.class)).map(TakeCycle::new);
      default -> {
        problems.add(
            Problem.of(ErrorCode.CONFIG_KEY_UNKNOWN, "there is no step '" + word + "'")
                .at(argument.position() + " (" + path + ")")
                .allowed(String.join(", ", WORDS))
                .next(
                    Spelling.nearest(word, WORDS)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("")));
        yield Optional.empty();
      }
    };
  }

  private Optional<StepSpec> impute(ConfigNode argument) {
    if (argument instanceof ConfigNode.Scalar scalar) {
      return switch (scalar.text()) {
        case "mean" -> Optional.of(new ImputeBy(Statistic.MEAN));
        case "median", "impute" -> Optional.of(new ImputeBy(Statistic.MEDIAN));
        case "mode" -> Optional.of(new ImputeBy(Statistic.MODE));
        default -> {
          invalid(argument, "mean, median, mode, or {constant: VALUE}");
          yield Optional.empty();
        }
      };
    }
    return mapping("impute", argument).flatMap(this::constant);
  }

  Optional<StepSpec> constant(Section section) {
    try (section) {
      return section
          .optional("constant", "value for missing cells", ValueForms.text())
          .map(ImputeConstant::new);
    }
  }

  /** A step that takes no argument. */
  private Optional<StepSpec> alone(String word, ConfigNode argument, StepSpec step) {
    return mapping(word, argument)
        .map(
            section -> {
              section.close(); // whatever stands in it is unknown
              return step;
            });
  }

  Optional<StepSpec> clip(Section section) {
    try (section) {
      double low =
          section
              .optional("low", "values below become this", EDGE)
              .orElse(Double.NEGATIVE_INFINITY);
      double high =
          section
              .optional("high", "values above become this", EDGE)
              .orElse(Double.POSITIVE_INFINITY);
      if (!(low < high) || (Double.isInfinite(low) && Double.isInfinite(high))) {
        problems.add(
            Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "clip needs low, high or both, low < high")
                .at(section.position() + " (" + path + ")"));
        return Optional.empty();
      }
      return Optional.of(new ClipTo(low, high));
    }
  }

  private Optional<StepSpec> edges(ConfigNode argument) {
    if (argument instanceof ConfigNode.Items items && !items.values().isEmpty()) {
      List<Double> edges = new ArrayList<>();
      items.values().forEach(item -> value(item, EDGE).ifPresent(edges::add));
      for (int i = 1; i < edges.size(); i++) {
        if (edges.get(i - 1) >= edges.get(i)) {
          invalid(argument, "edges in ascending order, each once");
          return Optional.empty();
        }
      }
      return Optional.of(new FixedBuckets(edges));
    }
    invalid(argument, "a list of edges in ascending order");
    return Optional.empty();
  }

  OneHot oneHot(Section section) {
    try (section) {
      return new OneHot(
          top(section),
          least(section),
          section.value(
              "unseen",
              "what happens to a category not kept",
              ValueForms.choice(Otherwise.class),
              Otherwise.BUCKET),
          section.value(
              "missing",
              "what happens to a missing cell",
              ValueForms.choice(Otherwise.class),
              Otherwise.BUCKET));
    }
  }

  Ordinal ordinal(Section section) {
    try (section) {
      return new Ordinal(top(section), least(section));
    }
  }

  TargetMean targetMean(Section section) {
    try (section) {
      return new TargetMean(
          section.value(
              "smoothing",
              "rows' worth of the overall mean mixed into each category's",
              ValueForms.real(0, 1e9),
              10.0),
          section
              .value(
                  "top",
                  "most categories with a mean of their own",
                  ValueForms.whole(1, 100_000),
                  10_000L)
              .intValue(),
          least(section));
    }
  }

  private static int top(Section section) {
    return section
        .value("top", "most categories kept", ValueForms.whole(1, 100_000), 50L)
        .intValue();
  }

  private static int least(Section section) {
    return section
        .value("least", "rows a category needs to be kept", ValueForms.whole(1, 1_000_000_000), 5L)
        .intValue();
  }

  /** The argument as a section; a step without arguments has an empty one. */
  private Optional<Section> mapping(String word, ConfigNode argument) {
    if (argument instanceof ConfigNode.Mapping mapping) {
      return Optional.of(Section.at(path + "." + word, mapping, problems));
    }
    if (argument instanceof ConfigNode.Scalar scalar && Set.of(word, "").contains(scalar.text())) {
      return Optional.of(
          Section.at(
              path + "." + word, new ConfigNode.Mapping(argument.position(), List.of()), problems));
    }
    invalid(argument, "a mapping of arguments");
    return Optional.empty();
  }

  private <T> Optional<T> value(ConfigNode node, ValueForm<T> form) {
    if (node instanceof ConfigNode.Scalar scalar) {
      try {
        return Optional.of(form.parse().apply(scalar.text()));
      } catch (IllegalArgumentException e) {
        invalid(node, form.allowed());
        return Optional.empty();
      }
    }
    invalid(node, form.allowed());
    return Optional.empty();
  }

  private void invalid(ConfigNode node, String allowed) {
    problems.add(
        Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the value of '" + path + "' is not allowed")
            .at(node.position().toString())
            .found(node.kind())
            .allowed(allowed));
  }
}
