package dev.millrace.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceDiscoveryTest {
  @TempDir Path folder;

  @Test
  void filesArePinnedByContentInTheOrderOfTheirNames() throws IOException {
    file("b.csv", "two");
    file("a.csv", "one");
    PinnedSource pinned = pin("*.csv");
    assertThat(names(pinned)).containsExactly("a.csv", "b.csv");
    assertThat(pinned.objects().get(0).digest())
        .isEqualTo(Digest.ofBytes("one".getBytes(StandardCharsets.UTF_8)));
    assertThat(pinned.objects().get(0).bytes()).isEqualTo(3);
    assertThat(pin("b.csv", "*.csv", "a.csv")).as("each file once").isEqualTo(pinned);
  }

  @Test
  void patternsReachDown() throws IOException {
    file("2024/01/x.csv", "");
    file("2024/02/x.csv", "");
    file("2024/02/y.txt", "");
    file("top.csv", "");
    assertThat(names(pin("2024/**/*.csv"))).hasSize(2);
    assertThat(names(pin("2024/0?/x.csv"))).hasSize(2);
    assertThat(names(pin("./2024/*/x.csv"))).hasSize(2);
    assertThat(names(pin("{2024/01,2024/02}/x.csv"))).hasSize(2);
    assertThat(names(pin(folder.resolve("2024") + "/**.csv"))).hasSize(2);
    assertThat(
            discovery(folder.resolve("2024")).pin(source(Optional.empty(), "../*.csv")).objects())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[1].csv", "what?.csv", "a{b}.csv", "star*.csv", "sp ace ü.csv"})
  void aFileIsMeantByItsOwnNameFirst(String name) throws IOException {
    file(name, "x");
    assertThat(names(pin(name))).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[x]", "a{b", "c*d", "q?"})
  void theFolderIsNoPattern(String name) throws IOException {
    file(name + "/in.csv", "x");
    PinnedSource pinned = discovery(folder.resolve(name)).pin(source(Optional.empty(), "*.csv"));
    assertThat(names(pinned)).containsExactly("in.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing.csv", "*.csv", "no/such/folder/*.csv", "folder.csv", "**"})
  void noFileIsNamedWithPatternAndFolder(String pattern) throws IOException {
    Files.createDirectory(folder.resolve("folder.csv"));
    MillraceException failure = failure(pattern);
    assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_MISSING);
    assertThat(failure.problems().get(0).found()).isEqualTo(pattern);
    assertThat(failure.problems().get(0).where()).isEqualTo(folder.toString());
  }

  @Test
  void aPatternThatIsNoneIsNamed() {
    assertThat(failure("a[.csv").code()).isEqualTo(ErrorCode.CONFIG_VALUE_INVALID);
    assertThat(failure("{a,b.csv").code()).isEqualTo(ErrorCode.CONFIG_VALUE_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "x.csv, CSV",
    "x.CSV.GZ, CSV",
    "x.tsv, CSV",
    "x.txt.zst, CSV",
    "x.parquet, PARQUET",
    "x.json, JSON",
    "x.jsonl.gz, JSON"
  })
  void endingsTellTheFormat(String name, SourceFormat format) throws IOException {
    file(name, "");
    assertThat(pin(name).format()).isEqualTo(format);
  }

  @Test
  void endingsThatTellNothingNeedTheFormat() throws IOException {
    file("x.dat", "");
    file("y.csv", "");
    file("z.parquet", "");
    assertThat(failure("x.dat").code()).isEqualTo(ErrorCode.SOURCE_FORMAT_UNSUPPORTED);
    assertThat(failure("y.csv", "z.parquet").code()).isEqualTo(ErrorCode.SOURCE_FORMAT_UNSUPPORTED);
    assertThat(discovery(folder).pin(source(Optional.of(SourceFormat.CSV), "x.dat")).format())
        .isEqualTo(SourceFormat.CSV);
  }

  @Test
  void aPinSurvivesItsJson() throws IOException {
    file("a.csv", "one");
    PinnedSource pinned = pin("a.csv");
    PinnedSourceForm form = new PinnedSourceForm();
    byte[] bytes = CanonicalJson.bytes(form.toJson(pinned));
    assertThat(form.fromJson(JsonReader.read(bytes))).isEqualTo(pinned);
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private SourceDiscovery discovery(Path start) {
    return new SourceDiscovery(
        start, new ReadableFiles(folder, Policy.none(folder.resolve(".millrace"))));
  }

  private PinnedSource pin(String... patterns) {
    return discovery(folder).pin(source(Optional.empty(), patterns));
  }

  private MillraceException failure(String... patterns) {
    return catchThrowableOfType(MillraceException.class, () -> pin(patterns));
  }

  private static SourceConfig source(Optional<SourceFormat> format, String... patterns) {
    return new SourceConfig(
        List.of(patterns),
        format,
        ReadOptions.DEFAULTS,
        List.of(),
        Optional.empty(),
        SourceConfig.Predictions.NONE,
        SpanWindow.ALL);
  }

  private static List<String> names(PinnedSource pinned) {
    return pinned.objects().stream()
        .map(object -> Path.of(object.location()).getFileName().toString())
        .toList();
  }
}
