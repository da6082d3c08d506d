package dev.millrace.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.category.Vocabulary;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.column.VectorColumn;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturePlanTest {
  private static final Fields RAW =
      Fields.of(
          Field.of("fare", ColumnType.FLOAT64),
          Field.of("company", ColumnType.UTF8),
          Field.of("place", new ColumnType.FixedVector(2)));

  private static final FeaturePlan PLAN =
      new FeaturePlan(
          RAW,
          List.of(
              new Standardize(name("fare"), name("fare.1"), 10, 2),
              new Encode(
                  name("company"),
                  name("company.1"),
                  Vocabulary.of(List.of("Taxi Co", "Blue")),
                  Otherwise.BUCKET,
                  Otherwise.IGNORE)),
          List.of(
              feature("place", "place", Emission.VECTOR),
              feature("company", "company.1", Emission.ONE_HOT),
              feature("fare", "fare.1", Emission.NUMBER),
              feature("company-code", "company.1", Emission.NUMBER)));

  @Test
  void slotsAreNamedAndFilledInOrder() {
    assertThat(PLAN.featureNames())
        .containsExactly(
            "place[0]",
            "place[1]",
            "company=Taxi Co",
            "company=Blue",
            "company:other",
            "fare",
            "company-code");
    FeatureMatrix matrix = PLAN.evaluate(batch());
    assertThat(matrix.width()).isEqualTo(7);
    assertThat(row(matrix, 0)).containsExactly(1, 2, 0, 1, 0, 0.5f, 1);
    assertThat(row(matrix, 1)).containsExactly(3, -Float.MAX_VALUE, 0, 0, 1, Float.NaN, 2);
    assertThat(row(matrix, 2))
        .containsExactly(Float.NaN, Float.NaN, 0, 0, 0, Float.MAX_VALUE, Float.NaN);
  }

  private static Batch batch() {
    ValidityBuilder twoPlaces = new ValidityBuilder();
    twoPlaces.missing(2);
    return new Batch(
        RAW,
        List.of(
            Cells.reals(11.0, null, Double.POSITIVE_INFINITY),
            Cells.texts("Blue", "Red", null),
            VectorColumn.owning(
                new ColumnType.FixedVector(2),
                new float[] {1, 2, 3, Float.NEGATIVE_INFINITY, 5, 6},
                twoPlaces.build(3))),
        3);
  }

  @Test
  void columnsAreFoundByNameAmongOthersInAnyOrder() {
    Batch batch = batch();
    Fields shuffled =
        Fields.of(RAW.at(2), Field.of("beside", ColumnType.BOOL), RAW.at(0), RAW.at(1));
    Batch other =
        new Batch(
            shuffled,
            List.of(
                batch.column(2), Cells.bools(true, null, false), batch.column(0), batch.column(1)),
            3);
    assertThat(PLAN.evaluate(other).values()).isEqualTo(PLAN.evaluate(batch).values());
  }

  @Test
  void noRowsGiveNoFeatures() {
    FeatureMatrix none = PLAN.evaluate(batch().select(new int[0]));
    assertThat(none.rows()).isZero();
    assertThat(none.width()).isEqualTo(7);
  }

  @Test
  void aRowIsABatchOfOneAndBatchesOfAnySizeAgree() {
    FeaturePlan plan = everyStep();
    BoundPlan bound = plan.bind(SampleSteps.FIELDS);
    Batch batch = RandomBatch.of(new SplittableRandom(3), 700);
    float[] whole = bound.evaluate(batch).values();
    for (int size : new int[] {1, 17, 256}) {
      for (int from = 0; from < batch.rows(); from += size) {
        int to = Math.min(batch.rows(), from + size);
        FeatureMatrix part = bound.evaluate(batch.select(IntStream.range(from, to).toArray()));
        for (int i = 0; i < part.values().length; i++) {
          assertThat(Float.floatToRawIntBits(part.values()[i]))
              .isEqualTo(Float.floatToRawIntBits(whole[from * bound.width() + i]));
        }
      }
    }
  }

  @Test
  void theMatrixHoldsNoInfinityAndOneNaN() {
    float[] values = everyStep().evaluate(RandomBatch.of(new SplittableRandom(8), 500)).values();
    for (float value : values) {
      assertThat(Float.isInfinite(value)).isFalse();
      assertThat(Float.isNaN(value) && Float.floatToRawIntBits(value) != 0x7FC0_0000).isFalse();
    }
  }

  /** A plan of one feature per sample step. */
  static FeaturePlan everyStep() {
    List<RowStep> samples =
        SampleSteps.all().stream().filter(step -> !(step instanceof ImputeText)).toList();
    return new FeaturePlan(
        SampleSteps.FIELDS,
        IntStream.range(0, samples.size())
            .mapToObj(i -> Renamed.to(samples.get(i), "f" + i))
            .toList(),
        IntStream.range(0, samples.size())
            .mapToObj(
                i ->
                    feature(
                        "f" + i,
                        "f" + i,
                        samples.get(i) instanceof CodeStep ? Emission.ONE_HOT : Emission.NUMBER))
            .toList());
  }

  @Test
  void bindingNamesEveryColumnThatIsNotThereOrHasAnotherType() {
    Fields raw =
        Fields.of(Field.of("fare", ColumnType.INT64), Field.of("company", ColumnType.UTF8));
    assertThatThrownBy(() -> PLAN.bind(raw))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.code())
                    .containsExactly(ErrorCode.COLUMN_TYPE_MISMATCH, ErrorCode.COLUMN_MISSING))
        .hasMessageContainingAll("'fare'", "int64", "float64", "'place'");
  }

  @Test
  void aPlanThatDoesNotHoldTogetherIsRefusedWithEveryProblem() {
    Fields fare = Fields.of(Field.of("fare", ColumnType.INT64));
    assertThatThrownBy(
            () ->
                new FeaturePlan(
                    fare,
                    List.of(
                        new Log1p(name("fare"), name("a")),
                        new Log1p(name("a"), name("b")),
                        new ToNumber(name("later"), name("c")),
                        new ToNumber(name("fare"), name("later")),
                        new ToNumber(name("fare"), name("fare"))),
                    List.of(feature("b", "b", Emission.NUMBER))))
        .isInstanceOfSatisfying(MillraceException.class, e -> assertThat(e.problems()).hasSize(3))
        .hasMessageContainingAll("log1p that gives 'a'", "found later", "has this name already");
  }

  @Test
  void aColumnNobodyReadsIsRefused() {
    assertThatThrownBy(
            () ->
                new FeaturePlan(
                    RAW,
                    List.of(new Log1p(name("fare"), name("fare.1"))),
                    List.of(feature("fare", "fare", Emission.NUMBER))))
        .hasMessageContainingAll("'company'", "'place'", "'fare.1'", "nothing in the plan reads");
  }

  @Test
  void featuresThatCannotBeEmittedAreRefused() {
    refused(List.of(feature("f", "none", Emission.NUMBER)), "found none");
    refused(List.of(feature("f", "company", Emission.NUMBER)), "utf8");
    refused(List.of(feature("f", "fare", Emission.ONE_HOT)), "only the codes of");
    refused(List.of(feature("f", "fare", Emission.VECTOR)), "float64");
    refused(
        List.of(feature("f", "fare", Emission.NUMBER), feature("f", "fare", Emission.NUMBER)),
        "same name");
    refused(List.of(), "no features");
  }

  private static void refused(List<FeatureOutput> features, String reason) {
    assertThatThrownBy(() -> new FeaturePlan(RAW, List.of(), features))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void thereIsALimitOfSlots() {
    Fields text = Fields.of(Field.of("text", ColumnType.UTF8));
    List<RowStep> hashing = List.of(new Hashing(name("text"), name("code"), 100_001, 0));
    assertThatThrownBy(
            () ->
                new FeaturePlan(text, hashing, List.of(feature("text", "code", Emission.ONE_HOT))))
        .hasMessageContaining("100001 codes");
    Vocabulary none = Vocabulary.of(List.of());
    List<RowStep> empty =
        List.of(new Encode(name("text"), name("code"), none, Otherwise.IGNORE, Otherwise.IGNORE));
    assertThatThrownBy(
            () -> new FeaturePlan(text, empty, List.of(feature("t", "code", Emission.ONE_HOT))))
        .hasMessageContaining("0 codes");
  }

  @Test
  void equalPlansHaveOneDigestAndAnyChangeAnother() {
    assertThat(PLAN.digest())
        .isEqualTo(new FeaturePlan(RAW, PLAN.steps(), PLAN.features()).digest());
    List<RowStep> changed =
        List.of(
            new Standardize(name("fare"), name("fare.1"), 10, Math.nextUp(2.0)),
            PLAN.steps().get(1));
    assertThat(new FeaturePlan(RAW, changed, PLAN.features()).digest()).isNotEqualTo(PLAN.digest());
  }

  @Test
  void thousandsOfColumnsBindInReasonableTime() {
    List<Field> fields =
        IntStream.range(0, 5_000).mapToObj(i -> Field.of("c" + i, ColumnType.FLOAT64)).toList();
    List<RowStep> steps =
        IntStream.range(0, 5_000)
            .<RowStep>mapToObj(i -> new Standardize(name("c" + i), name("s" + i), i, 1))
            .toList();
    List<FeatureOutput> features =
        IntStream.range(0, 5_000)
            .mapToObj(i -> feature("c" + i, "s" + i, Emission.NUMBER))
            .toList();
    FeaturePlan plan = new FeaturePlan(new Fields(fields), steps, features);
    assertThat(plan.featureNames()).hasSize(5_000);
  }

  private static float[] row(FeatureMatrix matrix, int row) {
    return java.util.Arrays.copyOfRange(
        matrix.values(), row * matrix.width(), (row + 1) * matrix.width());
  }

  private static ColumnName name(String name) {
    return new ColumnName(name);
  }

  private static FeatureOutput feature(String name, String column, Emission emission) {
    return new FeatureOutput(new FeatureName(name), new ColumnName(column), emission);
  }
}
