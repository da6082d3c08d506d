package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static final ScorerPackage SCORER = ScorerPackage.of(SampleScorers.binaryTrees());
  private static final Evidence FIRST = evidence(SCORER.digest(), "evaluation", 0.75);
  private static final Evidence SECOND = evidence(SCORER.digest(), "provenance", 1);
  private static final Bundle BUNDLE =
      new Bundle(SCORER, Optional.of(new DecisionPolicy.Threshold(0.25f)), List.of(FIRST, SECOND));

  @Test
  void whatIsReadWritesTheSameBytes() {
    Bundle read = Bundle.read(BUNDLE.bytes());
    assertThat(read.bytes()).isEqualTo(BUNDLE.bytes());
    assertThat(read.digest()).isEqualTo(BUNDLE.digest());
    assertThat(read.scorer().digest()).isEqualTo(SCORER.digest());
    assertThat(read.decision()).isEqualTo(BUNDLE.decision());
    assertThat(read.evidence()).isEqualTo(BUNDLE.evidence());
    Bundle bare =
        new Bundle(ScorerPackage.of(SampleScorers.constant()), Optional.empty(), List.of());
    assertThat(Bundle.read(bare.bytes()).bytes()).isEqualTo(bare.bytes());
  }

  @Test
  void evidenceIsASetOfStatements() {
    Bundle other = new Bundle(SCORER, BUNDLE.decision(), List.of(SECOND, FIRST, SECOND));
    assertThat(other.bytes()).isEqualTo(BUNDLE.bytes());
  }

  @Test
  void anyZipReaderOpensIt() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(BUNDLE.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        byte[] content = zip.readAllBytes();
        if (entry.getName().equals("scorer.millrace")) {
          assertThat(content).isEqualTo(SCORER.bytes());
        }
      }
    }
    assertThat(names).hasSize(5).isSorted().contains("bundle.json", "decision.json");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = BUNDLE.bytes();
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
    refused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void everyDamagedByteIsFound() {
    byte[] bytes = BUNDLE.bytes();
    SplittableRandom random = new SplittableRandom(51);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 + random.nextInt(255));
      refused(damaged);
    }
  }

  @Test
  void filesThatDoNotBelongThereAreRefused() {
    List<StoredZip.Entry> entries = StoredZip.read(BUNDLE.bytes(), 10);
    for (String name : List.of("../x", "/etc/x", "evidence/x.json", "zzz", "")) {
      List<StoredZip.Entry> more = new ArrayList<>(entries);
      more.add(new StoredZip.Entry(name, FIRST.bytes()));
      refused(StoredZip.write(more));
    }
    List<StoredZip.Entry> twice = new ArrayList<>(entries);
    twice.add(entries.get(entries.size() - 1));
    refused(StoredZip.write(twice));
    List<StoredZip.Entry> turned = new ArrayList<>(entries);
    Collections.reverse(turned);
    refused(StoredZip.write(turned));
    refused(StoredZip.write(entries.subList(0, entries.size() - 1)));
    refused(StoredZip.write(List.of()));
  }

  @Test
  void compressedZipsAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bundle.json"));
      zip.write(new byte[1_000_000]);
    }
    assertThatThrownBy(() -> Bundle.read(bytes.toByteArray()))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("compressed");
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() {
    Evidence other = evidence(Digest.ofBytes(new byte[0]), "evaluation", 1);
    assertThatThrownBy(() -> new Bundle(SCORER, Optional.empty(), List.of(other)))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("another scorer");
    assertThatThrownBy(
            () -> new Bundle(SCORER, Optional.of(new DecisionPolicy.MostProbable()), List.of()))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("does not fit");
  }

  @Test
  void evidenceIsNamedByItsBytes() {
    assertThat(Evidence.read(FIRST.bytes())).isEqualTo(FIRST);
    assertThat(FIRST.digest()).isNotEqualTo(SECOND.digest());
    assertThatThrownBy(() -> evidence(SCORER.digest(), "Not Kebab", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Evidence.read(new byte[] {'{', '}'}))
        .isInstanceOf(MillraceException.class);
  }

  private static Evidence evidence(Digest scorer, String kind, double value) {
    return new Evidence(scorer, kind, Json.members().put("value", value).build());
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> Bundle.read(bytes)).isInstanceOf(MillraceException.class);
  }
}
