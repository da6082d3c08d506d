package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.prepare.FeatureSpec.Source;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.expression.BoundExpression;
import dev.millrace.expression.Expression;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.Supply;
import dev.millrace.spi.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fits a feature plan: a loop of scans over the training rows, in each of which every feature gets
 * the statistic its next step waits for, taken over what that step will read.
 */
final class FeatureFitter {
  /** Stands for the source of a feature that begins with an expression. */
  private static final ColumnName NO_COLUMN = new ColumnName("≡");

  private final Engine engine;
  private final TrainRows rows;
  private final Map<ColumnName, Supply> supplies;
  private final Targets targets;

  /**
   * @param supplies of columns that are not in the raw data
   * @param targets labels, for steps that are fitted on them
   */
  FeatureFitter(Engine engine, TrainRows rows, Map<ColumnName, Supply> supplies, Targets targets) {
    this.targets = targets;
    this.supplies = supplies;
    this.engine = engine;
    this.rows = rows;
  }

  /** Fits the features; every problem of the specifications is told at once. */
  FittedFeatures fit(List<FeatureSpec> specs) {
    List<FeatureChain> chains = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (FeatureSpec spec : specs) {
      try {
        chains.add(start(spec));
      } catch (MillraceException e) {
        problems.addAll(e.problems());
      }
    }
    throwIfAny(problems);
    Map<FeatureChain, ColumnNeed> waiting = advance(chains, problems);
    while (!waiting.isEmpty()) {
      fulfil(waiting, problems);
      waiting = advance(new ArrayList<>(waiting.keySet()), problems);
    }
    throwIfAny(problems);
    List<TrainOnlyEncoding> encodings = new ArrayList<>();
    chains.forEach(chain -> encodings.addAll(chain.encodings()));
    return new FittedFeatures(plan(chains), encodings);
  }

  private FeatureChain start(FeatureSpec spec) {
    return switch (spec.source()) {
      case Source.FromColumn from -> {
        Field field = require(spec, from.column());
        yield new FeatureChain(spec, field.name(), field.type(), targets);
      }
      case Source.FromExpression expression -> {
        BoundExpression bound = bind(spec, expression.text());
        FeatureChain chain = new FeatureChain(spec, NO_COLUMN, bound.type(), targets);
        chain.compute(expression.text(), bound.type());
        yield chain;
      }
    };
  }

  private BoundExpression bind(FeatureSpec spec, String text) {
    try {
      return Expression.parse(text).bind(rows.cut().fields());
    } catch (MillraceException e) {
      throw new MillraceException(
          e.problems().stream()
              .map(
                  problem ->
                      problem.at(
                          spec.position() + " (features." + spec.name() + ") " + problem.where()))
              .toList(),
          e);
    }
  }

  private Field require(FeatureSpec spec, ColumnName column) {
    Fields fields = rows.cut().fields();
    return fields.find(column).stream()
        .mapToObj(fields::at)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(ErrorCode.COLUMN_MISSING, "the data has no such column")
                    .at(spec.position() + " (features." + spec.name() + ")")
                    .found(column.value())
                    .next(
                        Spelling.nearest(
                                column.value(),
                                fields.asList().stream().map(f -> f.name().value()).toList())
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("Name the column with 'from'."))
                    .asException());
  }

  private static Map<FeatureChain, ColumnNeed> advance(
      List<FeatureChain> chains, List<Problem> problems) {
    Map<FeatureChain, ColumnNeed> waiting = new LinkedHashMap<>();
    for (FeatureChain chain : chains) {
      try {
        chain.advance().ifPresent(need -> waiting.put(chain, need));
      } catch (MillraceException e) {
        problems.addAll(e.problems());
      }
    }
    return waiting;
  }

  /** One round; features that need different things of one column take turns. */
  private void fulfil(Map<FeatureChain, ColumnNeed> waiting, List<Problem> problems) {
    Map<ColumnName, ColumnNeed> needs = new LinkedHashMap<>();
    List<FeatureChain> served = new ArrayList<>();
    Set<ColumnName> reads = new LinkedHashSet<>();
    List<RowStep> steps = new ArrayList<>();
    waiting.forEach(
        (chain, need) -> {
          ColumnNeed asked = needs.putIfAbsent(chain.column(), need);
          if (asked == null || asked.equals(need)) {
            served.add(chain);
            steps.addAll(chain.steps());
            reads.addAll(rawColumns(chain));
            if (need instanceof ColumnNeed.TargetsOf) {
              reads.addAll(targets.columns());
            }
          }
        });
    List<ColumnName> raw = List.copyOf(reads);
    ColumnFacts facts =
        ColumnFacts.find(needs, new Derived(engine, raw, steps), rows, raw, targets);
    for (FeatureChain chain : served) {
      try {
        chain.fulfil(facts);
      } catch (MillraceException e) {
        problems.addAll(e.problems());
      }
    }
  }

  private Set<ColumnName> rawColumns(FeatureChain chain) {
    Set<ColumnName> raw = new LinkedHashSet<>();
    Set<ColumnName> made = new LinkedHashSet<>();
    chain.steps().forEach(step -> made.add(step.output()));
    chain.steps().forEach(step -> raw.addAll(step.inputs()));
    raw.add(chain.column());
    raw.removeAll(made);
    return raw;
  }

  private FeaturePlan plan(List<FeatureChain> chains) {
    Set<ColumnName> raw = new LinkedHashSet<>();
    List<RowStep> steps = new ArrayList<>();
    List<FeatureOutput> outputs = new ArrayList<>();
    for (FeatureChain chain : chains) {
      raw.addAll(rawColumns(chain));
      steps.addAll(chain.steps());
      outputs.addAll(chain.outputs());
    }
    Fields fields = rows.cut().fields();
    List<Field> inputs = raw.stream().map(name -> fields.at(fields.require(name))).toList();
    Map<ColumnName, Supply> supplied = new LinkedHashMap<>(supplies);
    supplied.keySet().retainAll(raw);
    return new FeaturePlan(new Fields(inputs), steps, outputs, supplied);
  }

  private static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
  }
}
