package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Shape;
import dev.millrace.core.prepare.FeatureSpec.Source;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code features} key of a pipeline: columns or new names with their steps, columns to drop,
 * and what happens to the rest.
 *
 * @param drop columns that are no features
 */
public record FeatureSettings(List<FeatureSpec> specs, Set<ColumnName> drop, Rest rest) {
  /** What happens to columns the pipeline does not name. */
  public enum Rest {
    /** A feature is made of each by its type and statistics. */
    AUTO,
    /** They are left out. */
    DROP
  }

  /** What the key takes, for editors. */
  public static Shape shape() {
    return StepShape.features();
  }

  /** Every column by its type and statistics. */
  public static final FeatureSettings AUTO = new FeatureSettings(List.of(), Set.of(), Rest.AUTO);

  private static final int LONGEST_NAME = 200;

  public FeatureSettings {
    specs = List.copyOf(specs);
    drop = Set.copyOf(drop);
  }

  /** Reads the value of the key {@code features}; absent means {@link #AUTO}. */
  public static FeatureSettings read(Optional<ConfigNode> node, Problems problems) {
    if (node.isEmpty()) {
      return AUTO;
    }
    if (!(node.get() instanceof ConfigNode.Mapping mapping)) {
      problems.add(
          Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the value of 'features' is not allowed")
              .at(node.get().position().toString())
              .found(node.get().kind())
              .allowed("a mapping of column or feature names to steps"));
      return AUTO;
    }
    List<FeatureSpec> specs = new ArrayList<>();
    Set<ColumnName> drop = new LinkedHashSet<>();
    Rest rest = Rest.AUTO;
    for (ConfigNode.Entry entry : mapping.entries()) {
      Optional<String> word =
          entry.value() instanceof ConfigNode.Scalar scalar && !scalar.quoted()
              ? Optional.of(scalar.text())
              : Optional.empty();
      if (entry.key().equals("rest")) {
        rest = readRest(entry, word, problems);
      } else if (word.equals(Optional.of("drop"))) {
        column(entry, problems).ifPresent(drop::add);
      } else {
        readSpec(entry, problems).ifPresent(specs::add);
      }
    }
    return new FeatureSettings(specs, drop, rest);
  }

  /** The key as a name. */
  private static Optional<ColumnName> column(ConfigNode.Entry entry, Problems problems) {
    if (!entry.key().isBlank() && entry.key().length() <= LONGEST_NAME) {
      try {
        return Optional.of(new ColumnName(entry.key()));
      } catch (IllegalArgumentException e) {
        // said below
      }
    }
    problems.add(
        Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "this cannot be the name of a feature")
            .at(entry.position().toString())
            .found(entry.key())
            .allowed("1 to " + LONGEST_NAME + " characters, none of them a control character"));
    return Optional.empty();
  }

  private static Rest readRest(ConfigNode.Entry entry, Optional<String> word, Problems problems) {
    if (word.equals(Optional.of("drop"))) {
      return Rest.DROP;
    }
    if (!word.equals(Optional.of("auto"))) {
      problems.add(
          Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the value of 'features.rest' is not allowed")
              .at(entry.value().position().toString())
              .found(entry.value().kind())
              .allowed("auto, drop"));
    }
    return Rest.AUTO;
  }

  private static Optional<FeatureSpec> readSpec(ConfigNode.Entry entry, Problems problems) {
    Optional<ColumnName> name = column(entry, problems);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    StepReader reader = new StepReader("features." + entry.key(), problems);
    Source source = new Source.FromColumn(name.get());
    ConfigNode steps = entry.value();
    if (entry.value() instanceof ConfigNode.Mapping mapping) {
      StepReader.Parts parts = reader.parts(mapping);
      source = parts.source().orElse(source);
      steps = parts.steps();
    }
    return Optional.of(new FeatureSpec(entry.key(), source, reader.steps(steps), entry.position()));
  }
}
