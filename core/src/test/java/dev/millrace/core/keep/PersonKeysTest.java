package dev.millrace.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.testkit.store.StoreCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonKeysTest {
  private static final ColumnName MAIL = new ColumnName("mail");

  @TempDir Path home;

  @Test
  void aKeyIsTheCodeOfColumnAndValueUnderTheSecretOfTheHome()
      throws IOException, GeneralSecurityException {
    PersonKeys keys = PersonKeys.of(home, new SecureRandom());
    Path secret = home.resolve("person.key");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Files.readAllBytes(secret), "HmacSHA256"));
    mac.update(new byte[] {0, 0, 0, 4});
    mac.update("mail".getBytes(StandardCharsets.UTF_8));
    String expected =
        HexFormat.of().formatHex(mac.doFinal("änn@example.org".getBytes(StandardCharsets.UTF_8)));

    assertThat(keys.of(MAIL, "änn@example.org").hex()).isEqualTo(expected);
    assertThat(PersonKeys.of(home, new SecureRandom()).of(MAIL, "änn@example.org").hex())
        .isEqualTo(expected);
    assertThat(keys.of(new ColumnName("maila"), "nn")).isNotEqualTo(keys.of(MAIL, "ann"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(secret);
    }
  }

  @Test
  void aDamagedSecretIsRefused() throws IOException {
    Files.write(home.resolve("person.key"), new byte[3]);
    assertThat(
            StoreCases.refusal(
                ErrorCode.HOME_INVALID, () -> PersonKeys.of(home, new SecureRandom())))
        .contains("backup");
  }
}
