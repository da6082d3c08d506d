package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millrace.spi.secret.Secret;
import dev.millrace.spi.secret.SecretName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home's policy and secrets do to the commands. */
final class PolicyTest {
  private static final String VALUE = "hooks.example.com/T0K3N with a space";

  @TempDir Path top;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path pipeline;
  private Path home;
  private Path data;

  @BeforeEach
  void files() throws IOException {
    Path folder = Files.createDirectory(top.resolve("work"));
    data = Files.createDirectory(top.resolve("data")).toRealPath();
    home = folder.resolve(".millrace");
    StringBuilder rows = new StringBuilder("amount,colour,good\n");
    for (int row = 0; row < 40; row++) {
      rows.append(row).append(row % 3 == 0 ? ",red," : ",blue,").append(row % 2).append('\n');
    }
    Files.writeString(data.resolve("rows.csv"), rows);
    pipeline =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            "name: small\nsource: { files: ../data/*.csv }\nlabel: { column: good }\n");
    Files.createDirectory(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void aSourceOutsideIsReadOnceItsFolderIsGranted() throws IOException {
    assertThat(run()).isEqualTo(2);
    assertThat(err())
        .contains("POLICY_DENIED", home + "/policy.yaml: read: [\"" + data + "\"]")
        .doesNotContain("\tat ");
    policy("read: [\"" + data + "\"]\n");
    assertThat(run()).as(err()).isZero();
    assertThat(out()).contains("read 40 = landed 40");
    policy("");
    assertThat(run()).as("a grant taken back").isEqualTo(2);
  }

  @Test
  void aPolicyThatCannotBeTrustedStopsARunBeforeItBegins() throws IOException {
    policy("read: [\"" + data + "\"]\nraed: []\n");
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("policy.yaml:2:1", "Did you mean 'read'?");
    policy("read: [\"" + data + "\"]\n");
    Files.setPosixFilePermissions(
        home.resolve("policy.yaml"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("FILE_UNSAFE", "chmod go-w");
    assertThat(millrace("runs", "--home", home.toString())).as(err()).isZero();
    assertThat(out()).doesNotContain("small");
  }

  @Test
  void aFileNamedByAPersonNeedsNoGrant() {
    Path odd = data.resolve("rows.csv");
    assertThat(millrace("data", "profile", odd.toString(), "--home", home.toString()))
        .as(err())
        .isZero();
    assertThat(
            millrace(
                "init",
                odd.toString(),
                "--home",
                home.toString(),
                "--output",
                pipeline.resolveSibling("new.yaml").toString()))
        .as(err())
        .isZero();
    assertThat(out()).contains("first: The operator of this home grants it", data.toString());
  }

  @Test
  void doctorShowsWhatIsGranted() throws IOException {
    policy("read: [\"" + data + "\"]\nhosts: [hooks.example.com]\nenvironment: [ALERT_URL]\n");
    secret("rw-------");
    assertThat(millrace("doctor", "--home", home.toString())).as(out()).isZero();
    assertThat(out())
        .containsPattern("ok +grant read +" + data)
        .containsPattern("ok +grant hosts +hooks.example.com")
        .containsPattern("ok +grant environment +ALERT_URL")
        .containsPattern("ok +secret +ALERT_URL");
    secret("rw-r--r--");
    policy("read: [\"" + data.resolve("gone") + "\"]\n");
    assertThat(millrace("doctor", "--home", home.toString())).isEqualTo(1);
    assertThat(out())
        .containsPattern("BAD +secret +.*chmod go=")
        .containsPattern("BAD +grant read");
  }

  @Test
  void noFileAndNoOutputOfARunHoldsASecret() throws IOException {
    secret("rw-------");
    policy("read: [\"" + data + "\"]\n");
    StringBuilder said = new StringBuilder();
    try (OpenHome open = OpenHome.open(home)) {
      Secret secret = open.secrets().resolve(new SecretName("ALERT_URL"));
      Throwable failure = catchThrowable(() -> secret.use(URI::create));
      new Failures(terminal()).tell(failure, OutputForm.JSON);
      new Failures(terminal())
          .tell(new IllegalStateException("about " + secret, failure), OutputForm.TEXT);
    }
    said.append(out()).append(err());
    run();
    said.append(out()).append(err());
    for (String wrong :
        List.of("alert: { webhook: secret(ALERT_URL) }\n", "seed: secret(ALERT_URL)\n")) {
      Files.writeString(
          pipeline, "name: small\nsource: { files: a.csv }\nlabel: { column: b }\n" + wrong);
      run();
      said.append(out()).append(err());
    }
    millrace("doctor", "--json", "--home", home.toString());
    said.append(out()).append(err());
    assertThat(said.toString()).contains("secret(ALERT_URL)").doesNotContain("T0K3N");
    assertThat(filesWith("read 40 = landed 40", said.toString())).isNotNull();
    assertThat(filesWithValue()).containsExactly(home.resolve("secrets").resolve("ALERT_URL"));
  }

  private static String filesWith(String wanted, String said) {
    assertThat(said).as("a run really ran").contains(wanted);
    return said;
  }

  private List<Path> filesWithValue() throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(Files::isRegularFile).filter(PolicyTest::holdsValue).toList();
    }
  }

  private static boolean holdsValue(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("T0K3N");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void policy(String text) throws IOException {
    Path file = home.resolve("policy.yaml");
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void secret(String mode) throws IOException {
    Path folder = Files.createDirectories(home.resolve("secrets"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path file = folder.resolve("ALERT_URL");
    Files.writeString(file, VALUE + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private int run() {
    return millrace("run", pipeline.toString(), "--until", "land", "--home", home.toString());
  }

  private int millrace(String... arguments) {
    out.reset();
    err.reset();
    return Main.run(arguments, terminal());
  }

  private Terminal terminal() {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
