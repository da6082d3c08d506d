package dev.millrace.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.PolicyYaml;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.secret.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HomeSecretsTest {
  private static final SecretName NAME = new SecretName("ALERT_URL");

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void modes() throws IOException {
    mode(home, "rwx------");
  }

  @Test
  void aVariableIsReadOnlyWhenItsNameIsGranted() {
    environment.put("ALERT_URL", "https://hooks");
    assertThat(value(granting("ALERT_URL"))).isEqualTo("https://hooks");
    MillraceException refused = refusal(granting("OTHER"));
    assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_DENIED);
    assertThat(refused.getMessage())
        .contains("secret(ALERT_URL)", "adding \"ALERT_URL\" to the list 'environment'")
        .doesNotContain("https://hooks");
    assertThat(refusal(Policy.none(home)).getMessage()).contains("environment: [\"ALERT_URL\"]");
  }

  @Test
  void aVariableThatIsNotSetIsMissing() {
    assertThat(refusal(granting("ALERT_URL")).code()).isEqualTo(ErrorCode.SECRET_MISSING);
    environment.put("ALERT_URL", "");
    assertThat(refusal(granting("ALERT_URL")).code()).isEqualTo(ErrorCode.SECRET_MISSING);
  }

  @Test
  void aFileOfTheHomeComesFirstAndNeedsNoGrant() throws IOException {
    environment.put("ALERT_URL", "from outside");
    write("from the home\n", "rw-------");
    assertThat(value(granting("ALERT_URL"))).isEqualTo("from the home");
    assertThat(value(Policy.none(home))).isEqualTo("from the home");
  }

  @Test
  void oneLineEndIsNoPartOfIt() throws IOException {
    write("a\nb\n\n", "r--------");
    assertThat(value(Policy.none(home))).isEqualTo("a\nb\n");
    write("a\r\n", "rw-------");
    assertThat(value(Policy.none(home))).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---"})
  void aFileThatOthersMayOpenIsRefused(String mode) throws IOException {
    Path file = write("value", mode);
    MillraceException refused = refusal(Policy.none(home));
    assertThat(refused.code()).isEqualTo(ErrorCode.FILE_UNSAFE);
    assertThat(refused.problems().get(0).next()).isEqualTo("Run: chmod go= " + file);
  }

  @Test
  void whatCannotBeASecretIsRefusedWithoutShowingIt() throws IOException {
    write("\n", "rw-------");
    assertThat(refusal(Policy.none(home)).code()).isEqualTo(ErrorCode.SECRET_UNUSABLE);
    Path file = write("x", "rw-------");
    Files.write(file, new byte[] {'p', (byte) 0xff});
    assertThat(refusal(Policy.none(home)).code()).isEqualTo(ErrorCode.SECRET_UNUSABLE);
    Files.writeString(file, "long".repeat(20_000));
    assertThat(refusal(Policy.none(home)).getMessage()).doesNotContain("longlong");
  }

  @Test
  void aChangedSecretIsSeenAtTheNextUse() throws IOException {
    HomeSecrets secrets = secrets(Policy.none(home));
    write("one", "rw-------");
    assertThat(secrets.resolve(NAME).<String>use(v -> v)).isEqualTo("one");
    write("two", "rw-------");
    assertThat(secrets.resolve(NAME).<String>use(v -> v)).isEqualTo("two");
  }

  @Test
  void namesAreListedAndOtherFilesAreNot() throws IOException {
    write("x", "rw-------");
    Files.writeString(home.resolve("secrets/.ALERT_URL.swp"), "x");
    assertThat(secrets(Policy.none(home)).names()).containsExactly(NAME);
  }

  private Path write(String text, String mode) throws IOException {
    Path folder = Files.createDirectories(home.resolve("secrets"));
    mode(folder, "rwx------");
    Path file = folder.resolve("ALERT_URL");
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    mode(file, mode);
    return file;
  }

  private static void mode(Path place, String mode) throws IOException {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
  }

  private Policy granting(String variable) {
    return PolicyYaml.read(home, "policy.yaml", "environment: [" + variable + "]\n");
  }

  private HomeSecrets secrets(Policy policy) {
    return new HomeSecrets(policy, name -> Optional.ofNullable(environment.get(name)));
  }

  private String value(Policy policy) {
    return secrets(policy).resolve(NAME).use(value -> value);
  }

  private MillraceException refusal(Policy policy) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> secrets(policy).resolve(NAME));
    assertThat(failure).isNotNull();
    return failure;
  }
}
