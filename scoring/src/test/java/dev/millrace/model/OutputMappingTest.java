package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutputMappingTest {
  private static final MathContext EXACT = new MathContext(60);

  @Test
  void logisticIsWithinTwoUnitsInTheLastPlace() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 3000; i++) {
      double margin = random.nextDouble(-40, 40);
      BigDecimal small = exp(new BigDecimal(-Math.abs(margin)));
      BigDecimal above = margin < 0 ? small : BigDecimal.ONE;
      double expected = above.divide(BigDecimal.ONE.add(small), EXACT).doubleValue();
      double found = Link.logistic(margin);
      assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
    }
  }

  @Test
  void softmaxOfFloatMarginsIsWithinTwoUnitsInTheLastPlace() {
    SplittableRandom random = new SplittableRandom(9);
    OutputMapping mapping = OutputMapping.classes(List.of("a", "b", "c"));
    for (int i = 0; i < 1000; i++) {
      double[] margins = random.doubles(3, -8, 8).map(margin -> (float) margin).toArray();
      double top = Arrays.stream(margins).max().orElseThrow();
      BigDecimal[] parts = new BigDecimal[3];
      BigDecimal sum = BigDecimal.ZERO;
      for (int k = 0; k < 3; k++) {
        parts[k] = exp(new BigDecimal(margins[k] - top));
        sum = sum.add(parts[k]);
      }
      double[] scores = mapping.scores(margins, 1);
      for (int k = 0; k < 3; k++) {
        double expected = parts[k].divide(sum, EXACT).doubleValue();
        assertThat(Math.abs(scores[k] - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
      }
    }
  }

  @Test
  void extremeMarginsNeitherOverflowNorTurnIntoNaN() {
    OutputMapping binary = OutputMapping.binary("no", "yes");
    double[] ends = {Double.POSITIVE_INFINITY, 1e300, 800, -0.0, 0, -800, -1e300, -1.0 / 0};
    double[] scores = binary.scores(ends, ends.length);
    assertThat(scores).startsWith(1, 1, 1, 0.5, 0.5).endsWith(0, 0);
    assertThat(scores[5]).isBetween(0.0, 1e-300);
    assertThat(OutputMapping.classes(List.of("a", "b")).scores(new double[] {1e308, -1e308}, 1))
        .containsExactly(1, 0);
    assertThat(OutputMapping.counts().scores(new double[] {0, 1000}, 2))
        .containsExactly(1, Double.POSITIVE_INFINITY);
    assertThat(OutputMapping.regression().scores(new double[] {-0.0, 5}, 2))
        .containsExactly(-0.0, 5);
  }

  @Test
  void rowsAreMappedOneByOne() {
    OutputMapping mapping = OutputMapping.classes(List.of("a", "b"));
    double[] two = mapping.scores(new double[] {1, 2, 4, 3}, 2);
    assertThat(Arrays.copyOfRange(two, 0, 2)).isEqualTo(mapping.scores(new double[] {1, 2}, 1));
    assertThat(Arrays.copyOfRange(two, 2, 4)).isEqualTo(mapping.scores(new double[] {4, 3}, 1));
  }

  @Test
  void jsonGivesTheSameMappingBack() {
    for (OutputMapping mapping :
        List.of(
            OutputMapping.regression(),
            OutputMapping.counts(),
            OutputMapping.binary("nein", "ja \u2713"),
            OutputMapping.classes(List.of("", "b", "c")),
            new OutputMapping(Link.LOGISTIC, List.of(), Calibration.NONE))) {
      byte[] bytes = CanonicalJson.bytes(OutputMappingJson.write(mapping));
      assertThat(OutputMappingJson.read(JsonReader.read(bytes))).isEqualTo(mapping);
    }
  }

  @Test
  void otherJsonIsRefused() {
    for (String text :
        List.of(
            "[]",
            "{}",
            "{\"calibration\":\"none\",\"labels\":[],\"link\":\"cubic\"}",
            "{\"calibration\":\"platt\",\"labels\":[],\"link\":\"exp\"}",
            "{\"calibration\":\"none\",\"labels\":[1],\"link\":\"exp\"}",
            "{\"calibration\":\"none\",\"labels\":[],\"link\":\"exp\",\"x\":1}")) {
      Json json = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> OutputMappingJson.read(json))
          .isInstanceOf(JsonSyntaxException.class);
    }
  }

  @Test
  void labelsMustFitTheLink() {
    assertThatThrownBy(() -> OutputMapping.binary("a", "a")).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> OutputMapping.classes(List.of("a")))
        .isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> new OutputMapping(Link.EXP, List.of("a", "b"), Calibration.NONE))
        .isInstanceOf(MillraceException.class);
    assertThatThrownBy(
            () -> new OutputMapping(Link.LOGISTIC, List.of("a", "b", "c"), Calibration.NONE))
        .isInstanceOf(MillraceException.class);
  }

  /** By the series, after halving the argument until it is small. */
  private static BigDecimal exp(BigDecimal x) {
    int halvings = 12;
    BigDecimal small = x.divide(BigDecimal.valueOf(1L << halvings), new MathContext(90));
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 40; n++) {
      term = term.multiply(small).divide(BigDecimal.valueOf(n), new MathContext(90));
      sum = sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, new MathContext(90));
    }
    return sum;
  }
}
