package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScorerPackageTest {
  private static final List<String> NAMES = List.of("plan", "model", "output");

  @Test
  void whatIsReadWritesTheSameBytesAndGivesTheSameScores() {
    for (Scorer scorer : SampleScorers.all()) {
      ScorerPackage made = ScorerPackage.of(scorer);
      ScorerPackage read = ScorerPackage.read(made.bytes());
      assertThat(read.digest()).isEqualTo(made.digest()).isEqualTo(Digest.ofBytes(made.bytes()));
      assertThat(ScorerPackage.of(read.scorer()).bytes()).isEqualTo(made.bytes());
      Scores expected = scorer.score(SampleScorers.rows());
      Scores found = read.scorer().score(SampleScorers.rows());
      for (int row = 0; row < expected.rows(); row++) {
        assertThat(found.score(row, 0)).isEqualTo(expected.score(row, 0));
      }
    }
  }

  @Test
  void equalScorersHaveEqualBytes() {
    for (int i = 0; i < SampleScorers.all().size(); i++) {
      assertThat(ScorerPackage.of(SampleScorers.all().get(i)).digest())
          .isEqualTo(ScorerPackage.of(SampleScorers.all().get(i)).digest());
    }
  }

  @Test
  void changingTheBytesHandedOutChangesNothing() {
    ScorerPackage made = ScorerPackage.of(SampleScorers.constant());
    made.bytes()[20] ^= 1;
    assertThat(Digest.ofBytes(made.bytes())).isEqualTo(made.digest());
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = ScorerPackage.of(SampleScorers.binaryTrees()).bytes();
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length), ErrorCode.SCORER_CORRUPT);
    }
    refused(Arrays.copyOf(bytes, bytes.length + 1), ErrorCode.SCORER_CORRUPT);
  }

  @Test
  void everyDamagedByteIsFound() {
    byte[] bytes = ScorerPackage.of(SampleScorers.classTrees()).bytes();
    SplittableRandom random = new SplittableRandom(41);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 + random.nextInt(255));
      boolean inVersion = i >= 16 && i < 20;
      refused(damaged, inVersion ? ErrorCode.SCORER_VERSION_UNSUPPORTED : ErrorCode.SCORER_CORRUPT);
    }
  }

  @Test
  void damageUnderAMatchingDigestIsRefusedOrAnotherScorerInItsOwnForm() {
    SplittableRandom random = new SplittableRandom(42);
    int loaded = 0;
    for (int round = 0; round < 6000; round++) {
      Scorer scorer = SampleScorers.all().get(random.nextInt(4));
      byte[] bytes = ScorerPackage.of(scorer).bytes();
      List<byte[]> contents = new ArrayList<>(Sections.read(bytes, NAMES));
      byte[] damaged = contents.get(random.nextInt(3));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      byte[] framed = frame(contents);
      try {
        ScorerPackage read = ScorerPackage.read(framed);
        assertThat(ScorerPackage.of(read.scorer()).bytes()).isEqualTo(framed);
        read.scorer().score(SampleScorers.rows());
        loaded++;
      } catch (MillraceException e) {
        assertThat(e.code())
            .isIn(
                ErrorCode.SCORER_CORRUPT,
                ErrorCode.SCORER_INVALID,
                ErrorCode.SCORER_VERSION_UNSUPPORTED,
                ErrorCode.COLUMN_MISSING);
      }
    }
    assertThat(loaded).isBetween(100, 5900);
  }

  @Test
  void jsonInAnotherFormIsRefused() {
    byte[] bytes = ScorerPackage.of(SampleScorers.constant()).bytes();
    List<byte[]> contents = new ArrayList<>(Sections.read(bytes, NAMES));
    String output = new String(contents.get(2), StandardCharsets.UTF_8);
    contents.set(2, (output + " ").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ScorerPackage.read(frame(contents)))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("canonical form");
  }

  @Test
  void laterVersionsAreRefusedWithWhatToDo() {
    byte[] bytes = ScorerPackage.of(SampleScorers.constant()).bytes();
    bytes[16] = 2;
    assertThatThrownBy(() -> ScorerPackage.read(bytes))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("version not known here; found 2; allowed: 1")
        .hasMessageContaining("a later one");
  }

  private static byte[] frame(List<byte[]> contents) {
    List<Sections.Section> sections = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      sections.add(new Sections.Section(NAMES.get(i), contents.get(i)));
    }
    return Sections.write(sections);
  }

  private static void refused(byte[] bytes, ErrorCode code) {
    assertThatThrownBy(() -> ScorerPackage.read(bytes))
        .isInstanceOfSatisfying(MillraceException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
