package dev.millrace.bench;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.feature.CalendarPart;
import dev.millrace.feature.DatePart;
import dev.millrace.feature.Emission;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Impute;
import dev.millrace.feature.Log1p;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.Standardize;
import dev.millrace.feature.Statistic;
import dev.millrace.model.OutputMapping;
import dev.millrace.model.xgboost.XGBoostModelReader;
import dev.millrace.scorer.RowReader;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.Scores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Scoring with 20 feature steps and 100 trees of depth 6, beside the native library that trained
 * them: one row, and 20,000 rows on one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoringBench {
  private static final int NUMBERS = 6;
  private static final int ROWS = 20_000;
  private static final int BATCH = 2_048;

  private Scorer scorer;
  private Booster booster;
  private List<Batch> batches;
  private Batch one;
  private byte[] oneJson;
  private FeatureMatrix features;
  private FeatureMatrix oneFeatures;
  private float[] oneRow;
  private DMatrix matrix;
  private RowReader reader;
  private double[] margins;

  /** Trains the model on features of the plan itself. */
  @Setup
  public void train() throws XGBoostError {
    Batch all = rows(ROWS);
    FeaturePlan plan = plan(all.fields());
    features = plan.evaluate(all);
    matrix = matrix(features);
    float[] labels = new float[ROWS];
    SplittableRandom random = new SplittableRandom(2);
    for (int row = 0; row < ROWS; row++) {
      double pull = features.at(row, 0) * features.at(row, 1) + features.at(row, 2);
      labels[row] = random.nextDouble() < 1 / (1 + StrictMath.exp(-pull)) ? 1 : 0;
    }
    matrix.setLabel(labels);
    booster =
        XGBoost.train(
            matrix,
            Map.of("objective", "binary:logistic", "max_depth", 6, "nthread", 1, "verbosity", 0),
            100,
            Map.of(),
            null,
            null);
    scorer =
        new Scorer(
            plan,
            XGBoostModelReader.read(booster.toByteArray("ubj")).trees(),
            OutputMapping.binary("0", "1"));
    batches = new ArrayList<>();
    for (int from = 0; from < ROWS; from += BATCH) {
      int[] chosen = new int[Math.min(BATCH, ROWS - from)];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = from + i;
      }
      batches.add(all.select(chosen));
    }
    one = all.select(new int[] {7});
    oneFeatures = plan.evaluate(one);
    oneRow = oneFeatures.values().clone();
    reader = new RowReader(all.fields());
    oneJson = json().getBytes(StandardCharsets.UTF_8);
    margins = new double[ROWS];
    requireEqualMargins(all);
  }

  private void requireEqualMargins(Batch all) throws XGBoostError {
    float[][] expected = booster.predict(matrix, true);
    Scores scores = scorer.score(all);
    for (int row = 0; row < ROWS; row++) {
      if ((float) scores.margin(row, 0) != expected[row][0]) {
        throw new IllegalStateException("margins differ at row " + row);
      }
    }
  }

  private static DMatrix matrix(FeatureMatrix features) throws XGBoostError {
    return new DMatrix(features.values(), features.rows(), features.width(), Float.NaN);
  }

  private static Batch rows(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < NUMBERS; c++) {
      double[] values = new double[rows];
      ValidityBuilder validity = new ValidityBuilder();
      for (int row = 0; row < rows; row++) {
        values[row] = StrictMath.exp(random.nextGaussian());
        if (random.nextInt(20) == 0) {
          validity.missing(row);
        }
      }
      fields.add(Field.of("number" + c, ColumnType.FLOAT64));
      columns.add(DoubleColumn.owning(values, validity.build(rows)));
    }
    byte[] data = "alphabravocarlodeltaeagerfoxesgolf!".getBytes(StandardCharsets.US_ASCII);
    int[] codes = random.ints(rows, 0, 7).toArray();
    int[] offsets = {0, 5, 10, 15, 20, 25, 30, 35};
    fields.add(Field.of("word", ColumnType.UTF8));
    columns.add(
        BytesColumn.owningDictionary(ColumnType.UTF8, data, offsets, codes, Validity.all(rows)));
    long[] times = random.longs(rows, 1_300_000_000_000_000L, 1_700_000_000_000_000L).toArray();
    fields.add(Field.of("time", ColumnType.INSTANT));
    columns.add(LongColumn.owning(ColumnType.INSTANT, times, Validity.all(rows)));
    return new Batch(new Fields(fields), columns, rows);
  }

  /** Impute, logarithm and standardize six numbers, encode a word, take the hour: 20 steps. */
  private static FeaturePlan plan(Fields fields) {
    List<RowStep> steps = new ArrayList<>();
    List<FeatureOutput> outputs = new ArrayList<>();
    for (int c = 0; c < NUMBERS; c++) {
      String name = "number" + c;
      steps.add(new Impute(name(name), name(name + ".1"), Statistic.MEDIAN, 1.0));
      steps.add(new Log1p(name(name + ".1"), name(name + ".2")));
      steps.add(new Standardize(name(name + ".2"), name(name + ".3"), 0.8, 0.5));
      outputs.add(new FeatureOutput(new FeatureName(name), name(name + ".3"), Emission.NUMBER));
    }
    Vocabulary words = Vocabulary.of(List.of("alpha", "bravo", "carlo", "delta", "eager", "foxes"));
    steps.add(new Encode(name("word"), name("code"), words, Otherwise.BUCKET, Otherwise.BUCKET));
    outputs.add(new FeatureOutput(new FeatureName("word"), name("code"), Emission.ONE_HOT));
    steps.add(new DatePart(name("time"), name("hour"), CalendarPart.HOUR));
    outputs.add(new FeatureOutput(new FeatureName("hour"), name("hour"), Emission.NUMBER));
    return new FeaturePlan(fields, steps, outputs);
  }

  private static ColumnName name(String name) {
    return new ColumnName(name);
  }

  private static String json() {
    StringBuilder json = new StringBuilder("{");
    for (int c = 0; c < NUMBERS; c++) {
      json.append("\"number").append(c).append("\":1.2").append(c).append(',');
    }
    return json.append("\"word\":\"delta\",\"time\":\"2023-02-03T04:05:06Z\"}").toString();
  }

  /** One row, from raw columns to its probability. */
  @Benchmark
  public double oneRow() {
    return scorer.score(one).score(0, 0);
  }

  /** One row, from JSON to its probability. */
  @Benchmark
  public double oneRowFromJson() {
    return scorer.score(reader.read(oneJson)).score(0, 0);
  }

  /** One row, the trees alone. */
  @Benchmark
  public double oneRowTrees() {
    scorer.model().margins(oneFeatures, margins);
    return margins[0];
  }

  /** One row of features with the native library. */
  @Benchmark
  public float oneRowNative() throws XGBoostError {
    DMatrix row = new DMatrix(oneRow, 1, oneFeatures.width(), Float.NaN);
    try {
      return booster.predict(row)[0][0];
    } finally {
      row.dispose();
    }
  }

  /** 20,000 rows in batches, from raw columns to probabilities. */
  @Benchmark
  public double batch() {
    double sum = 0;
    for (Batch batch : batches) {
      sum += scorer.score(batch).score(0, 0);
    }
    return sum;
  }

  /** 20,000 rows, the trees alone. */
  @Benchmark
  public double batchTrees() {
    scorer.model().margins(features, margins);
    return margins[0];
  }

  /** 20,000 rows of features with the native library on one thread. */
  @Benchmark
  public float batchNative() throws XGBoostError {
    DMatrix rows = matrix(features);
    try {
      return booster.predict(rows)[0][0];
    } finally {
      rows.dispose();
    }
  }

  /** The same without making a matrix of the library first. */
  @Benchmark
  public float batchNativeInPlace() throws XGBoostError {
    return booster.inplace_predict(features.values(), ROWS, features.width(), Float.NaN)[0][0];
  }
}
