package dev.millrace.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.chart.Mark.Bar;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.Mark.Span;
import dev.millrace.core.chart.Mark.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SvgChartTest {
  private static final double[] ODD = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    1e-320,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e15,
    -1e18,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final Axis UNIT = new Axis.Numbers("share", 0, 1);

  @Test
  void anyNumbersStayInsideTheBox() {
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 600; round++) {
      Chart chart = chart(random);
      DrawnChart drawn = DrawnChart.of(chart);
      drawn.requireInside();
      assertThat(drawn.label()).isEqualTo(chart.title());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "a & b \" c ' d",
        "]]>",
        "tab\tnew\nline\r\u0000\u001f",
        "half a pair: \ud83d!",
        "\udc00 the other half",
        "𝕌 😀 ﷽",
        "\ufffe\uffff",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
        ""
      })
  void anyNameIsTextAndNothingElse(String name) {
    List<Mark> marks =
        List.of(
            new Mark.Line(name, Tone.MAIN, List.of(new Point(0, 0), new Point(1, 1))),
            new Mark.Dots(name, Tone.ALARM, List.of(new Point(0.5, 0.5))),
            new Mark.Spans(name, Tone.SECOND, List.of(new Span(0, 0.5, 0.4, 0.6, name))),
            new Mark.Bars(name, Tone.THIRD, List.of(new Bar(0, 0.1, 1, name))));
    String padded = name.isEmpty() ? "?" : name;
    for (Axis up : List.of(new Axis.Numbers(name, 0, 1), new Axis.Names(name, List.of(padded)))) {
      for (Axis across :
          List.of(new Axis.Numbers(name, 0, 1), new Axis.Names(name, List.of(padded, "b")))) {
        DrawnChart drawn = DrawnChart.of(new Chart(name, across, up, marks));
        drawn.requireInside();
        assertThat(drawn.elements())
            .isSubsetOf("svg", "text", "title", "line", "rect", "path", "circle");
      }
    }
  }

  @Test
  void anythingLongIsCutAndToldInFull() {
    String name = "trip_" + "x".repeat(300);
    Chart chart =
        new Chart(
            name,
            new Axis.Numbers(name, 0, 1),
            new Axis.Names(name, List.of(name, name, name)),
            List.of(
                new Mark.Line(name, Tone.MAIN, List.of()),
                new Mark.Line(name, Tone.SECOND, List.of())));
    DrawnChart drawn = DrawnChart.of(chart);
    drawn.requireInside();
    assertThat(drawn.texts("title")).containsOnlyOnce(name);
    assertThat(drawn.words()).allMatch(text -> text.length() < 120);
  }

  @Test
  void nothingToShowIsAnEmptyPlot() {
    for (Mark mark :
        List.of(
            new Mark.Line("", Tone.MAIN, List.of()),
            new Mark.Line("", Tone.MAIN, List.of(new Point(Double.NaN, 1))),
            new Mark.Dots("", Tone.MAIN, List.of(new Point(1, Double.NaN))),
            new Mark.Bars("", Tone.MAIN, List.of(new Bar(0, 1, Double.NaN, ""))),
            new Mark.Spans("", Tone.MAIN, List.of(new Span(0, Double.NaN, 0, 1, ""))))) {
      DrawnChart drawn = DrawnChart.of(new Chart("t", UNIT, UNIT, List.of(mark)));
      assertThat(drawn.elements()).doesNotContain("path", "circle", "rect");
    }
  }

  @Test
  void aPointByItselfIsSeen() {
    Mark line =
        new Mark.Line(
            "",
            Tone.MAIN,
            List.of(new Point(0.1, 0.1), new Point(Double.NaN, 0), new Point(0.9, 0.9)));
    String path = DrawnChart.of(new Chart("t", UNIT, UNIT, List.of(line))).paths().get(0);
    assertThat(path).containsPattern("M[0-9. ]+h0M[0-9. ]+h0$");
  }

  @Test
  void positionsAreThoseOfTheNumbers() {
    Mark dots =
        new Mark.Dots(
            "", Tone.MAIN, List.of(new Point(0, 0), new Point(0.5, 0.25), new Point(1, 1)));
    List<double[]> at = DrawnChart.of(new Chart("t", UNIT, UNIT, List.of(dots))).circles();
    double width = at.get(2)[0] - at.get(0)[0];
    double height = at.get(0)[1] - at.get(2)[1];
    assertThat(width).isGreaterThan(200);
    assertThat(height).isGreaterThan(100);
    assertThat(at.get(1)[0]).isEqualTo(at.get(0)[0] + width / 2, within(0.02));
    assertThat(at.get(1)[1]).isEqualTo(at.get(0)[1] - height / 4, within(0.02));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 0.0003",
    "-5, 700",
    "1e-320, 1e-319",
    "0, 4.9e-324",
    "1e300, 1.1e300",
    "-1.7e308, 1.7e308",
    "1e15, 1000000000000001",
    "17031081401, 17031081402",
    "-1e-9, 1e9"
  })
  void ticksAreFewAscendingAndOnTheAxis(double from, double to) {
    for (int most : new int[] {2, 5, 6, 10}) {
      List<Double> ticks = Ticks.of(new Axis.Numbers("", from, to), most);
      assertThat(ticks).hasSizeBetween(1, most + 1).isSorted().doesNotHaveDuplicates();
      assertThat(ticks).allMatch(tick -> tick >= from && tick <= to);
      assertThat(ticks.stream().map(Ticks::text)).allMatch(text -> text.length() <= 12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "0.30000000000000004, 0.3",
    "12345, 12.35k",
    "-2500000, -2.5M",
    "3e9, 3G",
    "1e-5, 0.00001",
    "0.25, 0.25",
    "1e20, 1e20",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void numbersAreShort(double value, String text) {
    assertThat(Ticks.text(value)).isEqualTo(text);
  }

  @Test
  void anAxisHoldsWhatItIsToldToSpan() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 2000; round++) {
      double low = ODD[random.nextInt(ODD.length)];
      double high = ODD[random.nextInt(ODD.length)];
      Axis.Numbers axis = Axis.Numbers.spanning("", low, high);
      assertThat(axis.from()).isLessThan(axis.to());
      if (Double.isFinite(low) && Double.isFinite(high) && low <= high) {
        assertThat(axis.from()).isLessThanOrEqualTo(low);
        assertThat(axis.to()).isGreaterThanOrEqualTo(high);
      }
    }
    assertThatThrownBy(() -> new Axis.Numbers("", 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis.Names("", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Chart chart(SplittableRandom random) {
    List<Mark> marks = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = random.nextBoolean() ? "" : "mark number " + i + "&".repeat(random.nextInt(40));
      Tone tone = List.of(Tone.values()).get(random.nextInt(Tone.values().length));
      int size = random.nextInt(12);
      List<Point> points = new ArrayList<>();
      List<Bar> bars = new ArrayList<>();
      List<Span> spans = new ArrayList<>();
      for (int k = 0; k < size; k++) {
        points.add(new Point(odd(random), odd(random)));
        bars.add(new Bar(odd(random), odd(random), odd(random), "tip " + k));
        spans.add(
            new Span(random.nextInt(-3, 20), odd(random), odd(random), odd(random), "tip " + k));
      }
      marks.add(
          switch (random.nextInt(4)) {
            case 0 -> new Mark.Line(name, tone, points);
            case 1 -> new Mark.Dots(name, tone, points);
            case 2 -> new Mark.Bars(name, tone, bars);
            default -> new Mark.Spans(name, tone, spans);
          });
    }
    return new Chart("chart " + random.nextInt(), axis(random), axis(random), marks);
  }

  private static Axis axis(SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return Axis.Numbers.spanning("label", odd(random), odd(random));
    }
    List<String> names = new ArrayList<>();
    for (int i = random.nextInt(1, 60); i > 0; i--) {
      names.add("name <" + "W".repeat(random.nextInt(30)) + i);
    }
    return new Axis.Names("names", names);
  }

  private static double odd(SplittableRandom random) {
    return random.nextInt(4) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextDouble(-2, 3);
  }
}
