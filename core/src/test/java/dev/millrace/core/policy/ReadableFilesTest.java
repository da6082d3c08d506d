package dev.millrace.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a pipeline reaches, by whatever path. */
final class ReadableFilesTest {
  @TempDir Path top;

  private Path own;
  private Path other;
  private Path home;

  @BeforeEach
  void folders() throws IOException {
    own = Files.createDirectories(top.resolve("own"));
    other = Files.createDirectories(top.resolve("other"));
    home = Files.createDirectories(own.resolve(".millrace"));
    Files.writeString(own.resolve("a.csv"), "a\n1\n");
    Files.writeString(other.resolve("b.csv"), "a\n1\n");
  }

  @Test
  void theOwnFolderNeedsNoGrant() throws IOException {
    assertThat(files(Policy.none(home)).require(own.resolve("a.csv"))).exists();
    assertThat(files(Policy.none(home)).require(own.resolve("../own/./a.csv"))).exists();
  }

  @Test
  void everyOtherPlaceNeedsOne() throws IOException {
    Path link = Files.createSymbolicLink(own.resolve("link.csv"), other.resolve("b.csv"));
    Path folder = Files.createSymbolicLink(own.resolve("linked"), other);
    for (Path path :
        new Path[] {
          other.resolve("b.csv"), own.resolve("../other/b.csv"), link, folder.resolve("b.csv")
        }) {
      Problem problem = denial(Policy.none(home), path);
      assertThat(problem.found()).isEqualTo(other.toRealPath().resolve("b.csv").toString());
      assertThat(problem.next())
          .endsWith(home + "/policy.yaml: read: [\"" + other.toRealPath() + "\"]");
      assertThat(files(granting(other)).require(path))
          .isEqualTo(other.toRealPath().resolve("b.csv"));
    }
  }

  @Test
  void aGrantThroughALinkGrantsWhereItLeads() throws IOException {
    Path link = Files.createSymbolicLink(top.resolve("data"), other);
    assertThat(files(granting(link)).require(other.resolve("b.csv"))).exists();
  }

  @Test
  void aNameThatBeginsAlikeIsAnotherFolder() throws IOException {
    Path alike = Files.createDirectories(top.resolve("other-too"));
    Files.writeString(alike.resolve("b.csv"), "");
    assertThat(denial(granting(other), alike.resolve("b.csv")).code())
        .isEqualTo(ErrorCode.POLICY_DENIED);
  }

  @Test
  void aGrantedFolderThatIsNotThereGrantsNothing() {
    assertThat(denial(granting(top.resolve("gone")), other.resolve("b.csv")).code())
        .isEqualTo(ErrorCode.POLICY_DENIED);
  }

  @Test
  void theHomeIsNoSourceWhateverIsGranted() throws IOException {
    for (String name : new String[] {"secrets/TOKEN", "policy.yaml", "millrace.db", "blobs/x"}) {
      Path file = home.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
      Path link = Files.createSymbolicLink(own.resolve("l" + name.hashCode()), file);
      assertThat(denial(granting(top), file).what()).contains("home's own files");
      assertThat(denial(granting(top), link).what()).contains("home's own files");
    }
    assertThat(files(Policy.none(home)).require(own.resolve("a.csv"))).exists();
  }

  private Policy granting(Path folder) {
    return PolicyYaml.read(home, "policy.yaml", "read: [\"" + folder + "\"]\n");
  }

  private ReadableFiles files(Policy policy) {
    return new ReadableFiles(own, policy);
  }

  private Problem denial(Policy policy, Path path) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> files(policy).require(path));
    assertThat(failure).as("denial of %s", path).isNotNull();
    return failure.problems().get(0);
  }
}
