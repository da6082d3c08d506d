package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sources that are not what they should be: refused by name, with the place and the next step. */
public interface SourceFailureContract extends LandingFixture {
  private void refused(ErrorCode code, PinnedSource source) {
    for (Runnable work :
        new Runnable[] {
          () -> landing().infer(source, ReadOptions.DEFAULTS),
          () -> landing().land(source, plan("a int64"))
        }) {
      MillraceException failure = catchThrowableOfType(MillraceException.class, work::run);
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.problems().get(0).where()).isNotBlank();
    }
  }

  @Test
  default void anEmptyFileIsRefused() {
    refused(ErrorCode.SOURCE_EMPTY, csv(""));
    refused(ErrorCode.SOURCE_EMPTY, csv("\n\n"));
  }

  @Test
  default void aHeaderAloneHasNoTypesButLands() {
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> landing().infer(csv("a,b\n"), ReadOptions.DEFAULTS));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_EMPTY);
    Landed landed = land("a,b\n", "a int64");
    assertThat(landed.cut().rows()).isZero();
    assertThat(landed.ledger().read()).isZero();
  }

  @Test
  default void duplicateColumnsAreRefused() {
    refused(ErrorCode.COLUMN_DUPLICATE, csv("a,b,a\n1,2,3\n"));
  }

  @Test
  default void otherEncodingsAreRefused() {
    byte[] bytes = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16);
    refused(ErrorCode.SOURCE_UNREADABLE, pinned(SourceFormat.CSV, file("wide.csv", bytes)));
  }

  @Test
  default void aFileThatChangedIsRefused() throws IOException {
    Path file = file("changing.csv", "a\n1\n");
    PinnedSource before = pinned(SourceFormat.CSV, file);
    Files.writeString(file, "a\n2\n");
    refused(ErrorCode.SOURCE_CHANGED, before);
    Files.writeString(file, "a\n1\n2\n");
    refused(ErrorCode.SOURCE_CHANGED, before);
  }

  @Test
  default void aFileThatIsGoneIsRefused() throws IOException {
    Path file = file("gone.csv", "a\n1\n");
    PinnedSource before = pinned(SourceFormat.CSV, file);
    Files.delete(file);
    refused(ErrorCode.SOURCE_MISSING, before);
  }
}
