package dev.millrace.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.PolicyYaml;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourcePatternTest {
  @TempDir Path temporary;

  private Path top;
  private Path own;
  private Path home;

  @BeforeEach
  void files() throws IOException {
    top = temporary.toRealPath();
    own = Files.createDirectories(top.resolve("own [x]{1}"));
    home = Files.createDirectories(own.resolve(".millrace"));
    for (String name :
        List.of("own [x]{1}/a.csv", "own [x]{1}/d/b.csv", "own [x]{1}/d/e/c.csv", "far/f.csv")) {
      Path file = top.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a\n1\n");
    }
  }

  @Test
  void patternsNameFilesOfTheOwnFolderWhateverItsName() {
    assertThat(names("a.csv")).containsExactly("a.csv");
    assertThat(names("*.csv")).containsExactly("a.csv");
    assertThat(names("d/*.csv")).containsExactly("d/b.csv");
    assertThat(names("d/**.csv")).containsExactly("d/b.csv", "d/e/c.csv");
    assertThat(names("{a,d/b}.csv")).containsExactly("a.csv", "d/b.csv");
    assertThat(names("gone/*.csv")).isEmpty();
    assertThat(names(own.resolve("a.csv").toString())).containsExactly("a.csv");
  }

  @Test
  void placesOutsideNeedAGrantForPathsAndPatternsAlike() {
    for (String pattern : List.of("../far/f.csv", "../far/*.csv", top + "/far/f*.csv")) {
      assertThat(denial(pattern).problems().get(0).next())
          .endsWith("read: [\"" + top.resolve("far") + "\"]");
      assertThat(find(pattern, "read: [\"" + top.resolve("far") + "\"]"))
          .containsExactly(top.resolve("far/f.csv"));
    }
  }

  @Test
  void aLinkLeadsNoFurtherThanItsTarget() throws IOException {
    Files.createSymbolicLink(own.resolve("d/out"), top.resolve("far"));
    assertThat(names("*.csv")).as("not reached").containsExactly("a.csv");
    assertThat(denial("d/*/*.csv").code()).isEqualTo(ErrorCode.POLICY_DENIED);
    assertThat(denial("**.csv").code()).isEqualTo(ErrorCode.POLICY_DENIED);
    assertThat(find("d/*/f.csv", "read: [\"" + top.resolve("far") + "\"]"))
        .containsExactly(own.resolve("d/out/f.csv"));
  }

  @Test
  void aLinkToAFolderAroundItIsNoEndlessPath() throws IOException {
    Files.createSymbolicLink(own.resolve("d/e/again"), own.resolve("d"));
    assertThat(names("d/**.csv")).containsExactly("d/b.csv", "d/e/c.csv");
  }

  @Test
  void theHomeIsNotLookedInto() throws IOException {
    Files.createDirectories(home.resolve("scratch"));
    Files.writeString(home.resolve("scratch/s.csv"), "a\n1\n");
    assertThat(names("**.csv")).containsExactly("a.csv", "d/b.csv", "d/e/c.csv");
    assertThat(denial(".millrace/scratch/s.csv").code()).isEqualTo(ErrorCode.POLICY_DENIED);
  }

  private List<String> names(String pattern) {
    return find(pattern, "").stream().map(file -> own.relativize(file).toString()).toList();
  }

  private List<Path> find(String pattern, String policy) {
    Policy granted = PolicyYaml.read(home, "policy.yaml", policy);
    try {
      return new SourcePattern(own, pattern, new ReadableFiles(own, granted))
          .find().stream().sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private MillraceException denial(String pattern) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> find(pattern, ""));
    assertThat(failure).as("denial of %s", pattern).isNotNull();
    return failure;
  }
}
