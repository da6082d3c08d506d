package dev.millrace.core.prepare;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.prepare.ColumnNeed.CategoriesOf;
import dev.millrace.core.prepare.ColumnNeed.MomentsOf;
import dev.millrace.core.prepare.ColumnNeed.QuantilesOf;
import dev.millrace.core.prepare.ColumnNeed.RangeOf;
import dev.millrace.core.prepare.ColumnNeed.TargetsOf;
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
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.Expression;
import dev.millrace.feature.Buckets;
import dev.millrace.feature.CategoryNumber;
import dev.millrace.feature.Clip;
import dev.millrace.feature.Computed;
import dev.millrace.feature.DateCycle;
import dev.millrace.feature.DatePart;
import dev.millrace.feature.Emission;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.Hashing;
import dev.millrace.feature.Impute;
import dev.millrace.feature.ImputeText;
import dev.millrace.feature.Log1p;
import dev.millrace.feature.MinMax;
import dev.millrace.feature.MissingIndicator;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.Standardize;
import dev.millrace.feature.Statistic;
import dev.millrace.feature.ToNumber;
import dev.millrace.histogram.Edges;
import dev.millrace.spi.collect.ValueCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One feature on its way from its specification to fitted steps: it takes steps as long as no
 * statistic is missing, then says what it waits for. Used by one thread.
 */
final class FeatureChain {
  private static final long HASH_SEED = 0;

  private final FeatureSpec spec;
  private final List<RowStep> steps = new ArrayList<>();
  private final List<FeatureOutput> outputs = new ArrayList<>();
  private ColumnName column;
  private ColumnType type;
  private int next;
  private int made;
  private Emission emission = Emission.NUMBER;
  private final List<TrainOnlyEncoding> encodings = new ArrayList<>();
  private final Targets targets;
  private Optional<Vocabulary> targetCategories = Optional.empty();
  private boolean ended;

  FeatureChain(FeatureSpec spec, ColumnName source, ColumnType type, Targets targets) {
    this.spec = spec;
    this.targets = targets;
    this.column = source;
    this.type = type;
  }

  /** Begins with the value of an expression over raw columns. */
  void compute(String text, ColumnType given) {
    give(new Computed(fresh(), Expression.parse(text)), given);
  }

  List<RowStep> steps() {
    return steps;
  }

  List<FeatureOutput> outputs() {
    return outputs;
  }

  /** What training rows see in place of some steps. */
  List<TrainOnlyEncoding> encodings() {
    return encodings;
  }

  ColumnName column() {
    return column;
  }

  boolean isDone() {
    return next == spec.steps().size();
  }

  /** Takes the steps that need no statistic; gives what the next one needs, if any is left. */
  Optional<ColumnNeed> advance() {
    while (!isDone()) {
      Optional<ColumnNeed> need = need(spec.steps().get(next));
      if (need.isPresent()) {
        return need;
      }
      plain(spec.steps().get(next));
      next++;
    }
    finish();
    return Optional.empty();
  }

  private Optional<ColumnNeed> need(StepSpec step) {
    if (ended) {
      throw refuse("no step can follow one that ends a feature: slots, cycle, target-encode");
    }
    return switch (step) {
      case ImputeBy impute ->
          switch (impute.statistic()) {
            case MODE -> Optional.of(new CategoriesOf(1));
            case MEAN -> number(new MomentsOf());
            default -> number(new QuantilesOf(2));
          };
      case ToStandard s -> number(new MomentsOf());
      case ToRobust r -> number(new QuantilesOf(4));
      case ToUnit u -> number(new RangeOf());
      case ToLargest l -> number(new RangeOf());
      case QuantileBuckets q -> number(new QuantilesOf(q.buckets()));
      case OneHot o -> Optional.of(new CategoriesOf(o.top()));
      case Ordinal o -> Optional.of(new CategoriesOf(o.top()));
      case TargetMean t -> {
        targets
            .refusal()
            .ifPresent(
                why -> {
                  throw refuse(why);
                });
        yield Optional.of(
            targetCategories
                .<ColumnNeed>map(known -> new TargetsOf(known.values()))
                .orElseGet(() -> new CategoriesOf(t.top())));
      }
      default -> Optional.empty();
    };
  }

  private Optional<ColumnNeed> number(ColumnNeed need) {
    toNumber();
    return Optional.of(need);
  }

  private void plain(StepSpec step) {
    switch (step) {
      case ImputeConstant constant -> imputeConstant(constant.value());
      case ToLog1p log -> {
        toNumber();
        give(new Log1p(column, fresh()), ColumnType.FLOAT64);
      }
      case ClipTo clip -> {
        toNumber();
        give(new Clip(column, fresh(), clip.low(), clip.high()), ColumnType.FLOAT64);
      }
      case FixedBuckets buckets -> {
        toNumber();
        slots(new Buckets(column, fresh(), Edges.of(toArray(buckets.edges()))));
      }
      case Hash hash -> slots(new Hashing(column, fresh(), hash.buckets(), HASH_SEED));
      case TakePart take -> give(new DatePart(column, fresh(), take.part()), ColumnType.INT64);
      case TakeCycle cycle -> cycle(cycle);
      case MissingFlag flag -> {
        ColumnName output = fresh();
        steps.add(new MissingIndicator(column, output));
        outputs.add(
            new FeatureOutput(new FeatureName(spec.name() + ":missing"), output, Emission.NUMBER));
      }
      default -> throw new IllegalStateException("fitted elsewhere: " + step);
    }
  }

  private void cycle(TakeCycle cycle) {
    for (DateCycle.Phase phase : DateCycle.Phase.values()) {
      ColumnName output = fresh();
      steps.add(new DateCycle(column, output, cycle.part(), phase));
      String suffix = phase.name().toLowerCase(java.util.Locale.ROOT);
      outputs.add(
          new FeatureOutput(new FeatureName(spec.name() + ":" + suffix), output, Emission.NUMBER));
    }
    ended = true;
  }

  private void imputeConstant(String value) {
    if (type.equals(ColumnType.UTF8)) {
      give(new ImputeText(column, fresh(), Statistic.CONSTANT, value), ColumnType.UTF8);
      return;
    }
    toNumber();
    try {
      double number = Double.parseDouble(value);
      give(new Impute(column, fresh(), Statistic.CONSTANT, number), ColumnType.FLOAT64);
    } catch (IllegalArgumentException e) {
      throw refuse("the constant for missing cells is not a finite number: " + value);
    }
  }

  /** Takes the step that waited for a statistic. */
  void fulfil(ColumnFacts facts) {
    StepSpec step = spec.steps().get(next++);
    switch (step) {
      case TargetMean t when targetCategories.isEmpty() -> {
        targetCategories = Optional.of(vocabulary(facts, t.top(), t.least()));
        next--; // the same step waits for the labels now
      }
      case TargetMean t -> targetMean(t, targetCategories.get(), facts.sums(column));
      case ImputeBy impute -> impute(impute.statistic(), facts);
      case ToStandard s -> {
        double deviation = facts.moments(column).deviation().orElse(0);
        double mean = facts.moments(column).mean().orElse(0);
        scale(mean, deviation);
      }
      case ToRobust r -> {
        List<Double> quartiles = facts.cuts(column);
        if (quartiles.isEmpty()) {
          throw refuse("the column has no finite value among the training rows");
        }
        scale(quartiles.get(1), quartiles.get(2) - quartiles.get(0));
      }
      case ToLargest l -> {
        double low = facts.range(column).min().orElse(0);
        double high = facts.range(column).max().orElse(0);
        scale(0, Math.max(Math.abs(low), Math.abs(high)));
      }
      case ToUnit u -> {
        double low = facts.range(column).min().orElse(0);
        double high = facts.range(column).max().orElse(1);
        give(new MinMax(column, fresh(), low, high > low ? high : low + 1), ColumnType.FLOAT64);
      }
      case QuantileBuckets q -> {
        List<Double> edges = facts.quantiles(column);
        if (edges.isEmpty()) {
          throw refuse("the column has no finite value among the training rows");
        }
        slots(new Buckets(column, fresh(), Edges.of(toArray(edges))));
      }
      case OneHot o ->
          slots(
              new Encode(
                  column, fresh(), vocabulary(facts, o.top(), o.least()), o.unseen(), o.missing()));
      case Ordinal o ->
          give(
              new Encode(
                  column,
                  fresh(),
                  vocabulary(facts, o.top(), o.least()),
                  Otherwise.BUCKET,
                  Otherwise.IGNORE),
              ColumnType.INT64);
      default -> throw new IllegalStateException("needs no statistic: " + step);
    }
  }

  /** {@code (x - center) / spread}; without a spread only the center is taken away. */
  private void scale(double center, double spread) {
    if (Double.isInfinite(spread)) {
      throw refuse("the spread of the column is beyond the largest number");
    }
    give(new Standardize(column, fresh(), center, spread > 0 ? spread : 1), ColumnType.FLOAT64);
  }

  private void targetMean(TargetMean mean, Vocabulary categories, FoldSums.State sums) {
    ColumnName input = column;
    TargetTable all =
        TargetTable.of(sums, fold -> true, mean.smoothing())
            .orElseThrow(() -> refuse("there is no training row"));
    give(
        new CategoryNumber(input, fresh(), categories, all.numbers(), all.unseen(), all.missing()),
        ColumnType.FLOAT64);
    encodings.add(targets.encoding(input, column, categories, sums, mean.smoothing()));
    outputs.add(new FeatureOutput(new FeatureName(spec.name()), column, Emission.NUMBER));
    ended = true;
  }

  private void impute(Statistic statistic, ColumnFacts facts) {
    if (statistic == Statistic.MODE) {
      List<ValueCount> mode = facts.categories(column, 1, 1);
      if (mode.isEmpty()) {
        throw refuse("the column has no value among the training rows");
      }
      if (type.equals(ColumnType.UTF8)) {
        give(new ImputeText(column, fresh(), Statistic.MODE, mode.get(0).value()), ColumnType.UTF8);
        return;
      }
      toNumber();
      double value = modeNumber(mode.get(0).value());
      give(new Impute(column, fresh(), Statistic.MODE, value), ColumnType.FLOAT64);
      return;
    }
    double value =
        statistic == Statistic.MEAN
            ? facts.moments(column).mean().orElse(Double.NaN)
            : facts.quantiles(column).stream().findFirst().orElse(Double.NaN);
    if (Double.isNaN(value)) {
      throw refuse("the column has no finite value among the training rows");
    }
    give(new Impute(column, fresh(), statistic, value), ColumnType.FLOAT64);
  }

  private double modeNumber(String value) {
    return switch (value) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Double.parseDouble(value);
    };
  }

  private Vocabulary vocabulary(ColumnFacts facts, int top, int least) {
    List<String> values =
        facts.categories(column, top, least).stream()
            .map(ValueCount::value)
            .filter(value -> value.length() <= Vocabulary.LONGEST_VALUE / 4)
            .toList();
    return Vocabulary.of(values);
  }

  private void toNumber() {
    if (type.equals(ColumnType.FLOAT64)) {
      return;
    }
    if (!type.isNumeric() && !type.equals(ColumnType.BOOL)) {
      throw refuse("the step needs a number, the column is " + type.text());
    }
    give(new ToNumber(column, fresh()), ColumnType.FLOAT64);
  }

  private void slots(RowStep step) {
    give(step, ColumnType.INT64);
    emission = Emission.ONE_HOT;
    ended = true;
  }

  private void give(RowStep step, ColumnType given) {
    steps.add(step);
    column = step.output();
    type = given;
  }

  private void finish() {
    if (ended && emission == Emission.NUMBER) {
      return; // a cycle or a target mean has given its features already
    }
    if (type instanceof ColumnType.FixedVector) {
      emission = Emission.VECTOR;
    } else if (emission == Emission.NUMBER && !type.equals(ColumnType.INT64)) {
      toNumber();
    }
    outputs.add(new FeatureOutput(new FeatureName(spec.name()), column, emission));
    ended = true;
    emission = Emission.NUMBER;
  }

  /** A name no raw column has: it holds a character their names rarely do, and is checked. */
  private ColumnName fresh() {
    return new ColumnName("≡" + spec.name() + "." + ++made);
  }

  private static double[] toArray(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private MillraceException refuse(String what) {
    return Problem.of(ErrorCode.FEATURE_STEP_INVALID, what)
        .at(spec.position() + " (features." + spec.name() + ")")
        .found(column.value().startsWith("≡") ? "" : column.value())
        .next("Change or drop this feature.")
        .asException();
  }
}
