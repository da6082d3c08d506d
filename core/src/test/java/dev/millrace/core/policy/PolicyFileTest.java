package dev.millrace.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the policy as it lies on the disk. */
final class PolicyFileTest {
  @TempDir Path home;
  @TempDir Path elsewhere;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(home.resolve("policy.yaml"), "hosts: [example.com]\n");
    mode(file, "rw-r--r--");
    mode(home, "rwxr-xr-x");
  }

  @Test
  void aHomeWithoutOneGrantsNothing() throws IOException {
    Files.delete(file);
    assertThat(PolicyFile.of(home)).isEqualTo(Policy.none(home));
  }

  @Test
  void itIsReadAsItIsWritten() {
    assertThat(PolicyFile.of(home).mayCall("example.com", 443)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw-rw-rw-"})
  void itIsRefusedWhenOthersMayWriteIt(String mode) throws IOException {
    mode(file, mode);
    assertThat(refusal().problems().get(0).next()).isEqualTo("Run: chmod go-w " + file);
    assertThat(refusal().code()).isEqualTo(ErrorCode.FILE_UNSAFE);
  }

  @Test
  void itIsRefusedWhenOthersMayReplaceIt() throws IOException {
    mode(home, "rwxrwxr-x");
    assertThat(refusal().code()).isEqualTo(ErrorCode.FILE_UNSAFE);
    assertThat(refusal().problems().get(0).next()).isEqualTo("Run: chmod go-w " + home);
  }

  @Test
  void aLinkIsAsSafeAsWhatItLeadsTo() throws IOException {
    Path real = Files.move(file, elsewhere.resolve("granted.yaml"));
    Files.createSymbolicLink(file, real);
    mode(elsewhere, "rwxr-xr-x");
    assertThat(PolicyFile.of(home).mayCall("example.com", 443)).isTrue();
    mode(elsewhere, "rwxrwxrwx");
    assertThat(refusal().code()).isEqualTo(ErrorCode.FILE_UNSAFE);
  }

  @Test
  void aLinkToNothingIsNoHomeWithoutOne() throws IOException {
    Files.delete(file);
    Files.createSymbolicLink(file, elsewhere.resolve("gone"));
    assertThat(refusal().code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
  }

  @Test
  void whatIsNoTextOrNoPolicyIsRefused() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(refusal().code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
    Files.writeString(file, "hosts: [example.com]\nraed: []\n");
    assertThat(refusal().problems().get(0).where()).isEqualTo(file + ":2:1");
  }

  private MillraceException refusal() {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> PolicyFile.of(home));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static void mode(Path place, String mode) throws IOException {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
  }
}
