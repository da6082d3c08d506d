package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.PolicyYaml;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.store.Home;
import dev.millrace.store.postgres.PostgresSettings;
import dev.millrace.store.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HomeConfigTest {
  @TempDir Path folder;

  @Test
  void everyKeyHasADefault() {
    assertThat(HomeConfig.read("home.yaml", "{}")).isEqualTo(HomeConfig.DEFAULTS);
    assertThat(HomeConfig.of(Home.open(folder.resolve("home")))).isEqualTo(HomeConfig.DEFAULTS);
    assertThat(HomeConfig.DEFAULTS.engineMemoryHere()).isBetween(256L << 20, 8L << 30);
  }

  @Test
  void everyKeyIsRead() throws IOException {
    // A home may be given its settings before anything else is in it.
    Path made = Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        made.resolve("home.yaml"), "engine: { memory: 128MB }\ntraining: { memory: 2GB }\n");
    HomeConfig config = HomeConfig.of(Home.open(made));
    assertThat(config.engineMemory()).contains(128L << 20);
    assertThat(config.engineMemoryHere()).isEqualTo(128L << 20);
    assertThat(config.trainingMemory()).contains(2L << 30);
  }

  @Test
  void whatIsWrongIsToldAllAtOnceWithItsPlace() {
    assertThatThrownBy(
            () ->
                HomeConfig.read(
                    "home.yaml", "engine: { memory: 63MB }\ntraining: { memroy: 1GB }\n"))
        .hasMessageContaining("home.yaml:1:19")
        .hasMessageContaining("a size from 64MB on")
        .hasMessageContaining("home.yaml:2:13")
        .hasMessageContaining("'memory'?");
  }

  @Test
  void theStoreMayBeADatabaseWhosePasswordIsASecret() {
    HomeConfig config =
        HomeConfig.read(
            "home.yaml",
            """
            store:
              url: jdbc:postgresql://db.example:5433/mill?sslmode=verify-full
              user: miller
              password: secret(STORE_PASSWORD)
            """);
    assertThat(config.store())
        .contains(
            PostgresSettings.of(
                "jdbc:postgresql://db.example:5433/mill?sslmode=verify-full",
                Optional.of("miller"),
                Optional.of(new SecretName("STORE_PASSWORD"))));
    assertThat(HomeConfig.read("home.yaml", "store: {}").store()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password: hunter2, url: jdbc:postgresql://db/mill | 'store.password'",
        "url: 'jdbc:postgresql://db/mill?password=hunter2' | 'store.url'",
        "url: jdbc:postgresql://miller:hunter2@db/mill     | 'store.url'",
        "user: miller                                      | 'store.url'",
        "url: jdbc:postgresql://db/mill, pasword: secret(A) | 'password'?"
      })
  void whatIsWrongWithTheStoreIsToldWithoutAPassword(String store, String told) {
    assertThatThrownBy(() -> HomeConfig.read("home.yaml", "store: { " + store + " }"))
        .hasMessageContaining("home.yaml:1:")
        .hasMessageContaining(told)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void theBucketOfTheBlobsIsReadWithItsDefaults() {
    assertThat(HomeConfig.DEFAULTS.blobs()).isEmpty();
    assertThat(HomeConfig.read("home.yaml", "blobs: {}").blobs()).isEmpty();
    S3Settings least =
        HomeConfig.read(
                "home.yaml",
                "blobs: { s3: { bucket: mill-1, access-key: secret(A), secret-key: secret(B) } }")
            .blobs()
            .orElseThrow();
    assertThat(least)
        .isEqualTo(
            new S3Settings(
                "mill-1",
                "",
                Optional.empty(),
                "us-east-1",
                S3Settings.Style.HOST,
                new SecretName("A"),
                new SecretName("B"),
                10L << 30));
    S3Settings all =
        HomeConfig.read(
                "home.yaml",
                """
                blobs:
                  s3:
                    bucket: mill.1
                    prefix: team/mill
                    endpoint: http://127.0.0.1:9000
                    region: eu-central-1
                    path-style: true
                    cache: 2GB
                    access-key: secret(A)
                    secret-key: secret(B)
                """)
            .blobs()
            .orElseThrow();
    assertThat(all.prefix()).isEqualTo("team/mill/");
    assertThat(all.endpoint()).contains(URI.create("http://127.0.0.1:9000"));
    assertThat(all.region()).isEqualTo("eu-central-1");
    assertThat(all.style()).isEqualTo(S3Settings.Style.PATH);
    assertThat(all.cacheBytes()).isEqualTo(2L << 30);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix: mill                      | 'blobs.s3.bucket'",
        "bucket: B                         | 'blobs.s3.bucket'",
        "bucket: mill, access-key: hunter2 | 'blobs.s3.access-key'",
        "bucket: mill                      | 'blobs.s3.secret-key'",
        "bucket: mill, prefix: ../up       | 'blobs.s3.prefix'",
        "bucket: mill, endpoint: 'http://miller:hunter2@s3' | 'blobs.s3.endpoint'",
        "bucket: mill, endpoint: s3.example:9000 | 'blobs.s3.endpoint'",
        "bucket: mill, cache: 1KB          | 'blobs.s3.cache'",
        "bucket: mill, path-stile: true    | path-style"
      })
  void whatIsWrongWithTheBucketIsToldWithoutAKey(String given, String told) {
    assertThatThrownBy(() -> HomeConfig.read("home.yaml", "blobs: { s3: { " + given + " } }"))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining(told)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void runsThatATriggerStartsKeepTheStoresPasswordAlone() {
    Policy policy =
        PolicyYaml.read(folder, "policy.yaml", "environment: [STORE_PASSWORD, ANOTHER]");
    String store = "store: { url: 'jdbc:postgresql://db/mill', password: secret(STORE_PASSWORD) }";
    assertThat(PipelineProcess.withheld(policy, HomeConfig.read("home.yaml", store)))
        .containsExactly(new SecretName("ANOTHER"));
    String blobs =
        "blobs: { s3: { bucket: mill, access-key: secret(ANOTHER), secret-key: secret(B) } }";
    assertThat(PipelineProcess.withheld(policy, HomeConfig.read("home.yaml", blobs)))
        .containsExactly(new SecretName("STORE_PASSWORD"));
    assertThat(PipelineProcess.withheld(policy, HomeConfig.DEFAULTS))
        .containsExactlyInAnyOrder(new SecretName("STORE_PASSWORD"), new SecretName("ANOTHER"));
  }

  /** Whoever can change the address can have the password sent to another one. */
  @Test
  void settingsThatOthersCanChangeNameNoStore() throws IOException {
    Path made = Files.createDirectories(folder.resolve("home"));
    Path file = made.resolve("home.yaml");
    Files.writeString(file, "store: { url: 'jdbc:postgresql://localhost:1/mill' }\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    SpokenCommand told = SpokenCommand.run("models", "list", "--home", made.toString());
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("others may change this file", "chmod go-w");
  }

  /** Told before anything is read, with the file it stands in. */
  @Test
  void aRunSaysWhatIsWrongWithItsHome() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("home.yaml"), "engine: 3\n");
    Path pipeline =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            "name: a\nsource: { files: a.csv }\nlabel: { column: b }\n");
    SpokenCommand run = SpokenCommand.run("run", pipeline.toString(), "--home", home.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("home.yaml:1:9", "'engine'").doesNotContain("discover");
  }
}
