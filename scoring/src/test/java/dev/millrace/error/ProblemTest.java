package dev.millrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class ProblemTest {
  private static String found(Object value) {
    return Problem.of(ErrorCode.SOURCE_UNREADABLE, "it cannot be read").found(value).found();
  }

  @Test
  void aFailureIsToldWithoutTheNameOfItsClass() {
    assertThat(found(new NoSuchFileException("/data/a.csv"))).isEqualTo("no such file or folder");
    assertThat(found(new IOException("the disk is gone"))).isEqualTo("the disk is gone");
    assertThat(found(new IllegalStateException("closed"))).isEqualTo("closed");
    assertThat(found(new IllegalStateException())).isEqualTo("no reason is given");
  }

  @Test
  void whatSeveralLinesSayStaysOnOne() {
    assertThat(found("a\nb")).isEqualTo("a\\u000ab");
  }
}
