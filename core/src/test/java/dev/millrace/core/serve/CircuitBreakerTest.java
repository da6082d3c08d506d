package dev.millrace.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A version that keeps failing rests, and is tried again by one request at a time. */
class CircuitBreakerTest {
  private static final Duration PAUSE = Duration.ofNanos(100);

  private final CircuitBreaker breaker = new CircuitBreaker();

  @Test
  void onlyFailuresInARowOpenIt() {
    fail(0, 2);
    breaker.succeeded();
    fail(0, 2);
    assertThat(breaker.allows(0, PAUSE)).isTrue();
    fail(0, 1);
    assertThat(breaker.allows(99, PAUSE)).isFalse();
  }

  @Test
  void afterTheRestOneRequestTriesItAgain() {
    fail(0, 3);
    assertThat(breaker.allows(100, PAUSE)).isTrue();
    assertThat(breaker.allows(100, PAUSE)).as("another one meanwhile").isFalse();
    fail(101, 1);
    assertThat(breaker.allows(200, PAUSE)).isFalse();
    assertThat(breaker.allows(201, PAUSE)).isTrue();
    breaker.succeeded();
    assertThat(breaker.allows(201, PAUSE)).isTrue();
    assertThat(breaker.allows(201, PAUSE)).isTrue();
  }

  @Test
  void aProbeOfWhichNothingIsHeardIsFollowedByAnother() {
    fail(0, 3);
    assertThat(breaker.allows(100, PAUSE)).isTrue();
    assertThat(breaker.allows(199, PAUSE)).isFalse();
    assertThat(breaker.allows(200, PAUSE)).isTrue();
  }

  private void fail(long nanos, int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(nanos, 3, PAUSE);
    }
  }
}
