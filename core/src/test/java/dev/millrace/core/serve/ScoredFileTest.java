package dev.millrace.core.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.core.register.MadeScorer;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import dev.millrace.testkit.store.StoreCases;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScoredFileTest {
  private static final OutputMapping TWO = OutputMapping.binary("no", "yes, \"of course\"");
  private static final OutputMapping THREE = OutputMapping.classes(List.of("a", "b", "c"));

  private final ReferenceEngine engine = new ReferenceEngine();
  private final Stores stores = new MemoryStore().open();
  @TempDir Path folder;

  @Test
  void everyRecordHasItsRowInOrder() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    Batch rows = rows(20_000);
    for (OutputMapping mapping : List.of(TWO, THREE, OutputMapping.regression())) {
      RegisteredScorer scorer = registered(blobs, mapping, OptionalInt.of(70));
      Scores expected = scorer.scorer().score(rows);
      List<List<@Nullable Object>> found = read(scorer, blobs, landed(blobs, rows, List.of()));
      assertThat(found).hasSize(20_000);
      for (int row = 0; row < found.size(); row++) {
        List<@Nullable Object> cells = found.get(row);
        assertThat(cells.get(0)).isEqualTo((long) row);
        assertThat(cells.get(cells.size() - 1)).as("reason").isNull();
        for (int label = 0; label < mapping.labels().size(); label++) {
          assertThat(cells.get(2 + label)).isEqualTo(expected.probability(row, label));
        }
        if (mapping.labels().isEmpty()) {
          assertThat(cells.get(1)).isEqualTo(expected.score(row, 0));
        }
        if (mapping.equals(TWO)) {
          boolean positive = (float) expected.score(row, 0) >= 0.7f;
          assertThat(cells.get(1)).isEqualTo(mapping.labels().get(positive ? 1 : 0));
        }
      }
    }
  }

  @Test
  void recordsThatWereRejectedHaveAReason() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    List<RejectedRecord> rejected =
        List.of(
            new RejectedRecord(0, 4, "not float64", "x", "abc,secret\n"),
            new RejectedRecord(0, 5, "too few fields", "", "1"),
            new RejectedRecord(0, 6, "not float64", "x", ""),
            new RejectedRecord(0, 7, "too few fields", "", "2"));
    Landed landed = landed(blobs, rows(4), rejected);
    RegisteredScorer scorer = registered(blobs, OutputMapping.regression(), OptionalInt.empty());
    List<List<@Nullable Object>> found = read(scorer, blobs, landed);
    assertThat(found).hasSize(8);
    assertThat(found.stream().filter(cells -> cells.get(2) == null)).hasSize(4);
    assertThat(found.get(4)).containsExactly(4L, null, "column x: not float64");
    assertThat(found.toString()).doesNotContain("secret");
    assertThat(found.get(7)).containsExactly(7L, null, "too few fields");
  }

  @Test
  void recordsAreCountedByReason() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    List<RejectedRecord> rejected = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      rejected.add(new RejectedRecord(0, 100 + i, i % 3 == 0 ? "bad" : "worse", "", "x"));
    }
    RegisteredScorer scorer = registered(blobs, TWO, OptionalInt.empty());
    try (ScoredFile file =
        new ScoredFile(scorer, engine, blobs, landed(blobs, rows(100), rejected))) {
      long rows = 0;
      for (Batch batch : file) {
        rows += batch.rows();
        assertThat(batch.rows()).as("rows held at once").isLessThanOrEqualTo(8192);
        assertThat(batch.fields()).isEqualTo(file.fields());
      }
      assertThat(rows).isEqualTo(30_100);
      assertThat(file.counts())
          .isEqualTo(new ScoreCounts(100, Map.of("bad", 10_000L, "worse", 20_000L)));
      assertThat(file.counts().unscoredRows()).isEqualTo(30_000);
    }
  }

  @Test
  void aScoreThatIsNotFiniteIsNone() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    Batch rows =
        Tables.columns("x float64", "k int64")
            .row(1.0, 1)
            .row(Double.POSITIVE_INFINITY, 1)
            .row(null, 1)
            .row(Double.NaN, 1)
            .batch();
    RegisteredScorer scorer = registered(blobs, OutputMapping.regression(), OptionalInt.empty());
    List<List<@Nullable Object>> found = read(scorer, blobs, landed(blobs, rows, List.of()));
    Scores scores = scorer.scorer().score(rows);
    for (int row = 0; row < 4; row++) {
      boolean finite = Double.isFinite(scores.score(row, 0));
      assertThat(found.get(row).get(1) != null).isEqualTo(finite);
      assertThat(found.get(row).get(2)).isEqualTo(finite ? null : ScoredFile.NOT_FINITE);
    }
    assertThat(found.get(0).get(1)).isEqualTo(1.0);
  }

  @Test
  void noRowsAreNoBatches() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    RegisteredScorer scorer = registered(blobs, TWO, OptionalInt.empty());
    try (ScoredFile file =
        new ScoredFile(scorer, engine, blobs, landed(blobs, rows(0), List.of()))) {
      assertThat(file).isEmpty();
      assertThat(file.fields().asList())
          .extracting(field -> field.name().value())
          .containsExactly("row", "decision", "p(no)", "p(yes, \"of course\")", "reason");
    }
  }

  @Test
  void labelsThatNoColumnNameHoldsAreToldByTheirPlace() {
    List<String> labels = List.of("a\nb", "", "x".repeat(300));
    assertThat(ScoreTable.fields(labels).asList())
        .extracting(field -> field.name().value())
        .containsExactly("row", "decision", "p(class 0)", "p()", "p(class 2)", "reason");
  }

  @Test
  void oneRowIsSaidAsTheFileSaysIt() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    for (OutputMapping mapping : List.of(TWO, THREE, OutputMapping.regression())) {
      RegisteredScorer scorer = registered(blobs, mapping, OptionalInt.of(70));
      Batch rows = rows(50);
      List<List<@Nullable Object>> found = read(scorer, blobs, landed(blobs, rows, List.of()));
      for (int row = 0; row < 50; row++) {
        Json one = new Predictions(scorer).json(scorer.scorer().score(rows), row);
        String text = CanonicalJson.text(one);
        assertThat(JsonReader.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(one);
        Object said = found.get(row).get(1);
        assertThat(text)
            .contains(
                CanonicalJson.text(
                    said instanceof Double value ? Json.of(value) : Json.of((String) said)));
      }
    }
  }

  @Test
  void oneRowWithoutAFiniteScoreIsRefused() {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    RegisteredScorer scorer = registered(blobs, OutputMapping.regression(), OptionalInt.empty());
    Scores scores =
        scorer.scorer().score(Tables.columns("x float64", "k int64").row(null, 1).batch());
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> new Predictions(scorer).json(scores, 0));
    if (Double.isFinite(scores.score(0, 0))) {
      assertThat(failure).isNull();
    } else {
      assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_INVALID);
    }
  }

  private List<List<@Nullable Object>> read(
      RegisteredScorer scorer, MemoryBlobs blobs, Landed landed) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (ScoredFile file = new ScoredFile(scorer, engine, blobs, landed)) {
      file.forEach(batch -> all.addAll(Cells.rows(batch)));
    }
    return all;
  }

  private RegisteredScorer registered(
      MemoryBlobs blobs, OutputMapping mapping, OptionalInt threshold) {
    int run = mapping.labels().size() + 1;
    int version = MadeScorer.register(stores, blobs, MadeScorer.of(mapping, 0), run, threshold);
    return RegisteredScorer.load(
        stores, blobs, StoreCases.PROJECT, StoreCases.TIPS, OptionalInt.of(version));
  }

  private Landed landed(MemoryBlobs blobs, Batch rows, List<RejectedRecord> rejected) {
    Landed written = engine.write(rows.fields(), List.of(rows));
    TreeMap<String, Long> reasons = new TreeMap<>();
    StringBuilder lines = new StringBuilder();
    for (RejectedRecord record : rejected) {
      reasons.merge(record.reason(), 1L, Long::sum);
      lines.append(CanonicalJson.text(DataJson.of(record))).append('\n');
    }
    return new Landed(
        written.cut(),
        written.sourceColumns(),
        new LandingLedger(rows.rows() + rejected.size(), rows.rows(), reasons, Map.of()),
        rejected.isEmpty()
            ? Optional.empty()
            : Optional.of(blobs.put(lines.toString().getBytes(StandardCharsets.UTF_8))),
        rejected.stream().limit(20).toList());
  }

  private static Batch rows(int count) {
    Tables table = Tables.columns("x float64", "k int64");
    for (int i = 0; i < count; i++) {
      table.row((i * 37 % 101) / 50.0 - 1, i % 5);
    }
    return table.batch();
  }
}
