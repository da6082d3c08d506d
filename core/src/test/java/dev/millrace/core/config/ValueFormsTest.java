package dev.millrace.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ValueFormsTest {
  @Test
  void whatIsPrintedIsReadBack() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2000; i++) {
      long whole = random.nextLong(1L << random.nextInt(1, 40));
      roundTrip(ValueForms.whole(0, Long.MAX_VALUE), whole);
      roundTrip(ValueForms.size(), whole);
      roundTrip(ValueForms.duration(), Duration.ofMillis(whole));
      roundTrip(ValueForms.real(-1e9, 1e9), random.nextDouble(-1e9, 1e9));
      roundTrip(ValueForms.share(), random.nextInt(1001) / 1000.0);
    }
    roundTrip(ValueForms.size(), 0L);
    roundTrip(ValueForms.duration(), Duration.ZERO);
    roundTrip(ValueForms.choice(KeyDoc.Presence.class), KeyDoc.Presence.REQUIRED);
  }

  @Test
  void aPercentAndItsFractionAreTheSame() {
    assertThat(ValueForms.share().parse().apply("70%")).isEqualTo(0.7);
    assertThat(ValueForms.share().parse().apply("0.7")).isEqualTo(0.7);
    assertThat(ValueForms.share().parse().apply("100%")).isEqualTo(1.0);
  }

  @Test
  void unitsAreNotGuessed() {
    for (String text : List.of("5", "5 m", "5min", "-5m", "1.5h", "5M", "", "m")) {
      refused(ValueForms.duration(), text);
    }
    for (String text : List.of("64", "64 MB", "64mb", "64MiB", "-1MB", "1.5GB", "")) {
      refused(ValueForms.size(), text);
    }
    assertThatThrownBy(() -> ValueForms.size().parse().apply("999999999999TB"))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void limitsHold() {
    for (String text : List.of("0", "11", "1.0", "1e1", "", "one", "NaN")) {
      refused(ValueForms.whole(1, 10), text);
    }
    for (String text : List.of("NaN", "Infinity", "-Infinity", "1.01", "-0.01", "x")) {
      refused(ValueForms.real(0, 1), text);
      refused(ValueForms.share(), text);
    }
    for (String text : List.of("101%", "-1%", "%", "NaN%")) {
      refused(ValueForms.share(), text);
    }
    for (String text : List.of("yes", "True", "1", "")) {
      refused(ValueForms.flag(), text);
    }
    refused(ValueForms.choice(KeyDoc.Presence.class), "REQUIRED");
    refused(ValueForms.column(), "");
  }

  private static <T> void roundTrip(ValueForm<T> form, T value) {
    assertThat(form.parse().apply(form.print().apply(value))).isEqualTo(value);
  }

  private static void refused(ValueForm<?> form, String text) {
    assertThatThrownBy(() -> form.parse().apply(text))
        .as("'%s' as %s", text, form.allowed())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
