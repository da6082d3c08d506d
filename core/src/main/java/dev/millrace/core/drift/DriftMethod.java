package dev.millrace.core.drift;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/**
 * Ways to tell how far two samples of a column are apart. A name says whose definition it is: two
 * systems' Jensen-Shannon are different numbers. Thresholds of one method mean nothing for another.
 */
public enum DriftMethod {
  TFDV_L_INFINITY(
      "tfdv.l-infinity", Input.HISTOGRAM, Score.DISTANCE, 0.3, Beyond.ABOVE, Kind.CATEGORY),
  TFDV_NORMALIZED_ABSOLUTE_DIFFERENCE(
      "tfdv.normalized-absolute-difference",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.3,
      Beyond.ABOVE,
      Kind.CATEGORY),
  TFDV_JS_DIVERGENCE(
      "tfdv.js-divergence-bits",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.3,
      Beyond.ABOVE,
      Kind.NUMBER,
      Kind.CATEGORY),
  MILLRACE_PSI(
      "millrace.psi",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.2,
      Beyond.AT_LEAST,
      Kind.NUMBER,
      Kind.CATEGORY),
  MILLRACE_JS_DISTANCE(
      "millrace.js-distance-bits",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.12,
      Beyond.AT_LEAST,
      Kind.NUMBER,
      Kind.CATEGORY),
  JS_DISTANCE(
      "evidently.js-distance",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.1,
      Beyond.AT_LEAST,
      Kind.NUMBER,
      Kind.CATEGORY),
  PSI(
      "evidently.psi",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.1,
      Beyond.AT_LEAST,
      Kind.NUMBER,
      Kind.CATEGORY),
  KL_DIVERGENCE(
      "evidently.kl-divergence",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.1,
      Beyond.AT_LEAST,
      Kind.NUMBER,
      Kind.CATEGORY),
  HELLINGER(
      "evidently.hellinger",
      Input.HISTOGRAM,
      Score.DISTANCE,
      0.1,
      Beyond.AT_LEAST,
      Kind.NUMBER,
      Kind.CATEGORY),
  WASSERSTEIN(
      "evidently.wasserstein", Input.SAMPLE, Score.DISTANCE, 0.1, Beyond.AT_LEAST, Kind.NUMBER),
  KOLMOGOROV_SMIRNOV(
      "evidently.ks", Input.SAMPLE, Score.P_VALUE, 0.05, Beyond.AT_MOST, Kind.NUMBER),
  STUDENT("evidently.t-test", Input.SAMPLE, Score.P_VALUE, 0.05, Beyond.BELOW, Kind.NUMBER),
  MANN_WHITNEY(
      "evidently.mann-whitney", Input.SAMPLE, Score.P_VALUE, 0.05, Beyond.BELOW, Kind.NUMBER),
  CHI_SQUARE(
      "evidently.chi-square",
      Input.HISTOGRAM,
      Score.P_VALUE,
      0.05,
      Beyond.BELOW,
      Kind.NUMBER,
      Kind.CATEGORY),
  Z_TEST(
      "evidently.z-test",
      Input.HISTOGRAM,
      Score.P_VALUE,
      0.05,
      Beyond.BELOW,
      Kind.NUMBER,
      Kind.CATEGORY),
  G_TEST("evidently.g-test", Input.HISTOGRAM, Score.P_VALUE, 0.1, Beyond.BELOW, Kind.CATEGORY),
  FISHER(
      "evidently.fisher-exact", Input.HISTOGRAM, Score.P_VALUE, 0.1, Beyond.BELOW, Kind.CATEGORY);

  /** What a column's values are to a method. */
  public enum Kind {
    NUMBER,
    CATEGORY;

    /** Its word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private enum Takes {
    NUMBERS,
    CATEGORIES,
    BOTH;

    static Takes of(Kind kind) {
      return kind == Kind.NUMBER ? NUMBERS : CATEGORIES;
    }
  }

  /** What a method needs of the data. */
  public enum Input {
    HISTOGRAM,
    SAMPLE
  }

  /** What a method's number means. */
  public enum Score {
    /** Probability of a difference as large by chance: the smaller, the further apart. */
    P_VALUE,
    DISTANCE
  }

  /** On which side of its threshold a score is drift. */
  public enum Beyond {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<=");

    private final String sign;

    Beyond(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** Methods of other systems that are not computed, with the reason. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "evidently.epps-singleton", "it fails where quartiles are equal; take evidently.ks",
          "evidently.anderson", "its tables end at 0.001 and 0.25; take evidently.ks",
          "evidently.cramer-von-mises", "its distribution is not computed; take evidently.ks",
          "evidently.energy", "take evidently.wasserstein",
          "evidently.mmd", "it is decided by random permutations; take evidently.wasserstein",
          "evidently.tvd", "it is decided by random permutations; take evidently.js-distance",
          "evidently.text-content-drift", "no classifier is trained on texts",
          "nannyml.domain-classifier", "no classifier is trained to tell samples apart");

  private final String title;
  private final Input input;
  private final Score score;
  private final double threshold;
  private final Beyond beyond;
  private final Takes takes;

  DriftMethod(
      String title, Input input, Score score, double threshold, Beyond beyond, Kind... kinds) {
    this.title = title;
    this.input = input;
    this.score = score;
    this.threshold = threshold;
    this.beyond = beyond;
    this.takes = kinds.length == 2 ? Takes.BOTH : Takes.of(kinds[0]);
  }

  /** Its qualified name. */
  public String title() {
    return title;
  }

  public Input input() {
    return input;
  }

  public Score score() {
    return score;
  }

  /** Its usual threshold. */
  public double threshold() {
    return threshold;
  }

  public Beyond beyond() {
    return beyond;
  }

  /** What kinds of values it can compare. */
  public Set<Kind> kinds() {
    return switch (takes) {
      case NUMBERS -> Set.of(Kind.NUMBER);
      case CATEGORIES -> Set.of(Kind.CATEGORY);
      case BOTH -> Set.of(Kind.NUMBER, Kind.CATEGORY);
    };
  }

  /** The method of a name. */
  public static Optional<DriftMethod> find(String title) {
    return Arrays.stream(values()).filter(method -> method.title.equals(title)).findFirst();
  }

  /** Why a method that people know is not computed; empty when nobody knows it. */
  public static Optional<String> refusal(String title) {
    return Optional.ofNullable(REFUSED.get(title));
  }

  /** Names of all there are. */
  public static String titles() {
    return String.join(", ", Arrays.stream(values()).map(DriftMethod::title).toList());
  }

  /** Whether a score is drift. */
  public boolean isDrift(double value, double limit) {
    return switch (beyond) {
      case ABOVE -> value > limit;
      case AT_LEAST -> value >= limit;
      case BELOW -> value < limit;
      case AT_MOST -> value <= limit;
    };
  }

  /**
   * The score of two samples that both have values, of a kind that the method compares.
   *
   * @return empty where it is not defined for them
   */
  public OptionalDouble score(Values one, Values two) {
    double value = formula().applyAsDouble(one, two);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private ToDoubleBiFunction<Values, Values> formula() {
    return switch (this) {
      case TFDV_L_INFINITY ->
          (one, two) -> CategoryDistances.infinityNorm(one.counts(), two.counts()).distance();
      case TFDV_NORMALIZED_ABSOLUTE_DIFFERENCE ->
          (one, two) ->
              CategoryDistances.normalizedAbsoluteDifference(one.counts(), two.counts()).distance();
      case TFDV_JS_DIVERGENCE -> ValueCells::divergenceBits;
      case MILLRACE_PSI -> ValueCells::stability;
      case MILLRACE_JS_DISTANCE -> ValueCells::jensenShannonBits;
      case JS_DISTANCE -> (one, two) -> BinnedShares.of(one, two).jensenShannon();
      case PSI -> (one, two) -> BinnedShares.of(one, two).stability();
      case KL_DIVERGENCE -> (one, two) -> BinnedShares.of(one, two).kullbackLeibler();
      case HELLINGER -> BinnedShares::hellinger;
      case WASSERSTEIN -> (one, two) -> SampleTests.wasserstein(sorted(one), sorted(two));
      case KOLMOGOROV_SMIRNOV ->
          (one, two) -> SampleTests.kolmogorovSmirnov(sorted(one), sorted(two));
      case STUDENT -> (one, two) -> SampleTests.student(sorted(one), sorted(two));
      case MANN_WHITNEY -> (one, two) -> SampleTests.mannWhitney(sorted(one), sorted(two));
      case CHI_SQUARE -> (one, two) -> CountTests.chiSquare(one.counts(), two.counts());
      case Z_TEST -> (one, two) -> CountTests.proportions(one.counts(), two.counts());
      case G_TEST -> (one, two) -> CountTests.likelihoodRatio(one.counts(), two.counts());
      case FISHER -> (one, two) -> CountTests.fisher(one.counts(), two.counts());
    };
  }

  private static double[] sorted(Values values) {
    return ((Values.Numbers) values).sorted();
  }

  /** Why the method cannot be used for these samples, though it compares their kind. */
  Optional<String> obstacle(Values one, Values two) {
    if (this == Z_TEST || this == FISHER) {
      int different = CountTests.values(one.counts(), two.counts()).size();
      if (different > 2) {
        return Optional.of(title + " compares two values, and there are " + different);
      }
    }
    if (this == FISHER && (one.size() != two.size() || one.size() > 1_000_000)) {
      return Optional.of(
          title
              + " compares samples of one length up to 1,000,000, and these have "
              + one.size()
              + " and "
              + two.size());
    }
    if (this == MANN_WHITNEY && Math.min(one.size(), two.size()) <= 8) {
      return Optional.of(title + " needs 9 values on each side");
    }
    return Optional.empty();
  }

  /**
   * The method that Evidently takes when none is named.
   *
   * @param rows values of the first sample
   * @param different different values of both
   */
  public static DriftMethod usual(Kind kind, long rows, int different) {
    boolean many = rows > 1000;
    if (kind == Kind.NUMBER && different > 5) {
      return many ? WASSERSTEIN : KOLMOGOROV_SMIRNOV;
    }
    if (many) {
      return JS_DISTANCE;
    }
    return different > 2 ? CHI_SQUARE : Z_TEST;
  }
}
