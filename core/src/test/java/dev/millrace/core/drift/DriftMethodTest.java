package dev.millrace.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.drift.DriftMethod.Kind;
import dev.millrace.error.MillraceException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scores against SciPy 1.17.1 and NumPy 2.4.6, called as Evidently calls them ({@code
 * legacy/calculations/stattests} at a4aa4c2).
 */
final class DriftMethodTest {
  private static final Values NUMBERS =
      Values.numbers(IntStream.range(0, 120).mapToDouble(i -> i * 37 % 101 / 10.0).toArray());
  private static final Values OTHERS =
      Values.numbers(IntStream.range(0, 90).mapToDouble(i -> i * 53 % 97 / 8.0 + 0.5).toArray());
  private static final Values NAMES = categories(Map.of("x", 50.0, "y", 30.0, "z", 20.0));
  private static final Values NEW_NAMES =
      categories(Map.of("x", 30.0, "y", 30.0, "w", 5.0, "z", 15.0));
  private static final Values SAME_NAMES = categories(Map.of("x", 30.0, "y", 30.0, "z", 20.0));

  private static Values categories(Map<String, Double> counts) {
    return new Values.Categories(new TreeMap<>(counts));
  }

  @ParameterizedTest
  @CsvSource({
    "evidently.ks, 0.01780554694464585",
    "evidently.wasserstein, 0.5255747026281606",
    "evidently.t-test, 0.0007285694174101573",
    "evidently.mann-whitney, 0.001016548193257881",
    "evidently.js-distance, 0.254825166262077",
    "evidently.psi, 1.0598611505394517",
    "evidently.kl-divergence, 0.20383734296675224",
    "evidently.hellinger, 0.29043036455774124"
  })
  void numbers(String method, double expected) {
    assertThat(score(method, NUMBERS, OTHERS)).isCloseTo(expected, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({
    "evidently.js-distance, 0.1683119436053352",
    "evidently.psi, 0.45521845986280934",
    "evidently.kl-divergence, 0.08905298959537523",
    "evidently.hellinger, 0.1947509542272937",
    "tfdv.js-divergence-bits, 0.04086997849045649", // the square of SciPy's distance in base 2
    "tfdv.l-infinity, 0.125",
    "evidently.chi-square, 0"
  })
  void categories(String method, double expected) {
    assertThat(score(method, NAMES, NEW_NAMES)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void tests() {
    assertThat(score("evidently.chi-square", NAMES, SAME_NAMES))
        .isCloseTo(0.0820849986238988, within(1e-13));
    assertThat(score("evidently.g-test", NAMES, SAME_NAMES))
        .isCloseTo(0.07992109910114616, within(1e-11));
    assertThat(
            score(
                "evidently.z-test",
                categories(Map.of("x", 60.0, "y", 40.0)),
                categories(Map.of("x", 35.0, "y", 45.0))))
        .isCloseTo(0.030005478743284197, within(1e-13));
    assertThat(
            score(
                "evidently.fisher-exact",
                categories(Map.of("x", 12.0, "y", 8.0)),
                categories(Map.of("x", 5.0, "y", 15.0))))
        .isCloseTo(0.05355099259437413, within(1e-12));
  }

  @Test
  void exactDistributionOfLargerSamples() {
    Values one =
        Values.numbers(
            IntStream.range(0, 3000).mapToDouble(i -> i * 7919L % 10007 / 10007.0).toArray());
    Values two =
        Values.numbers(
            IntStream.range(0, 2500)
                .mapToDouble(i -> StrictMath.pow(i * 104729L % 10009 / 10009.0, 1.05))
                .toArray());
    assertThat(score("evidently.ks", one, two)).isCloseTo(0.7253209722744043, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 0.47950012218695337",
    "3.84, 1, 0.05004352124870519",
    "30, 10, 0.000856641210775301",
    "200, 100, 1.1784500720979781e-08",
    "5, 30, 0.9999999308468613"
  })
  void tailsOfChiSquare(double x, double freedom, double expected) {
    assertThat(Tails.chiSquare(x, freedom)).isCloseTo(expected, within(1e-12 * (1 + expected)));
    assertThat(Tails.chiSquare(x, freedom) / expected).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 3, 0.651447964848151",
    "2.5, 10, 0.03144684423660882",
    "4, 200, 8.913095218593442e-05"
  })
  void tailsOfStudent(double t, double freedom, double expected) {
    assertThat(Tails.studentTwoSided(t, freedom) / expected).isCloseTo(1, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"-1.5, 0.9331927987311419", "0.3, 0.3820885778110474", "6, 9.865876450376946e-10"})
  void tailsOfTheNormal(double z, double expected) {
    assertThat(Tails.normalAbove(z) / expected).isCloseTo(1, within(1e-10));
  }

  /** The table of Evidently's defaults. */
  @ParameterizedTest
  @CsvSource({
    "NUMBER, 1000, 6, evidently.ks",
    "NUMBER, 1001, 6, evidently.wasserstein",
    "NUMBER, 1000, 5, evidently.chi-square",
    "NUMBER, 1000, 3, evidently.chi-square",
    "NUMBER, 1000, 2, evidently.z-test",
    "NUMBER, 1001, 5, evidently.js-distance",
    "CATEGORY, 1000, 3, evidently.chi-square",
    "CATEGORY, 1000, 2, evidently.z-test",
    "CATEGORY, 1001, 2, evidently.js-distance"
  })
  void usualMethods(Kind kind, long rows, int different, String expected) {
    assertThat(DriftMethod.usual(kind, rows, different).title()).isEqualTo(expected);
  }

  /** Evidently's distance is the root of ln 2 times TensorFlow Data Validation's divergence. */
  @Test
  void twoMethodsOfOneNameAreDifferentNumbers() {
    double bits = score("tfdv.js-divergence-bits", NAMES, NEW_NAMES);
    assertThat(score("evidently.js-distance", NAMES, NEW_NAMES))
        .isCloseTo(Math.sqrt(bits * Math.log(2)), within(1e-14));
  }

  @Test
  void thresholdsIncludeWhatTheirSystemIncludes() {
    assertThat(DriftMethod.KOLMOGOROV_SMIRNOV.isDrift(0.05, 0.05)).isTrue();
    assertThat(DriftMethod.CHI_SQUARE.isDrift(0.05, 0.05)).isFalse();
    assertThat(DriftMethod.WASSERSTEIN.isDrift(0.1, 0.1)).isTrue();
    assertThat(DriftMethod.TFDV_JS_DIVERGENCE.isDrift(0.1, 0.1)).isFalse();
  }

  @Test
  void whatIsNoMethodOrNoThresholdIsRefused() {
    assertThat(refusal(List.of("evidently.anderson"), List.of()))
        .contains("not computed", "evidently.ks");
    assertThat(refusal(List.of("evidently.text-content-drift"), List.of()))
        .contains("no classifier");
    assertThat(refusal(List.of("evidently.pis"), List.of())).contains("evidently.psi");
    assertThat(refusal(List.of(), List.of("0.2"))).contains("belongs to a method");
    assertThat(refusal(List.of(), List.of("evidently.ks=2"))).contains("0 to 1");
  }

  private static String refusal(List<String> methods, List<String> thresholds) {
    MillraceException refused =
        catchThrowableOfType(
            MillraceException.class, () -> DriftSettings.read(methods, thresholds));
    return refused.problems().getFirst().text();
  }

  private static double score(String method, Values one, Values two) {
    return DriftMethod.find(method).orElseThrow().score(one, two).orElseThrow();
  }
}
