package dev.millrace.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Laws that hold for every step, whatever it does. */
class StepLawsTest {
  @Test
  void everyKindIsSampled() {
    Set<StepKind> kinds = SampleSteps.all().stream().map(RowStep::kind).collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(EnumSet.allOf(StepKind.class));
  }

  @Test
  void aRowIsABatchOfOneAndBatchesOfAnySizeAgree() {
    SplittableRandom random = new SplittableRandom(5);
    for (RowStep step : SampleSteps.all()) {
      StepChain chain = StepChain.bind(SampleSteps.FIELDS, List.of(step));
      for (int rows : new int[] {0, 1, 2, 63, 64, 65, 200}) {
        Batch batch = RandomBatch.of(random, rows);
        List<@Nullable Object> whole = cells(chain, batch);
        for (int size : new int[] {1, 3, 64}) {
          List<@Nullable Object> parts = new ArrayList<>();
          for (int from = 0; from < rows; from += size) {
            int[] chosen = IntStream.range(from, Math.min(rows, from + size)).toArray();
            parts.addAll(cells(chain, batch.select(chosen)));
          }
          assertThat(parts).as("%s in batches of %d", step, size).isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void dictionaryAndPlainTextAgree() {
    @Nullable String[] cells = {"", "a", null, "unseen", "3", "a", "Ä", null, "true", "a"};
    for (RowStep step : SampleSteps.all()) {
      if (step.inputs().equals(List.of(SampleSteps.column(ColumnType.UTF8)))) {
        assertThat(apply(step, Cells.dictionary(cells)))
            .as("%s", step)
            .isEqualTo(apply(step, Cells.texts(cells)));
      }
    }
  }

  private static List<@Nullable Object> apply(RowStep step, Column column) {
    return StepOn.cells(step, column);
  }

  @Test
  void jsonIsTheStep() {
    for (RowStep step : SampleSteps.all()) {
      byte[] json = CanonicalJson.bytes(step.toJson());
      RowStep read = StepKind.read("step", JsonReader.read(json));
      assertThat(read).isEqualTo(step);
      assertThat(CanonicalJson.bytes(read.toJson())).isEqualTo(json);
    }
  }

  @Test
  void sharedBetweenThreadsItGivesTheSame() throws Exception {
    Batch batch = RandomBatch.of(new SplittableRandom(9), 300);
    List<StepChain> chains =
        SampleSteps.all().stream()
            .map(step -> StepChain.bind(SampleSteps.FIELDS, List.of(step)))
            .toList();
    Callable<List<List<@Nullable Object>>> all =
        () -> chains.stream().map(chain -> cells(chain, batch)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (var result : threads.invokeAll(Collections.nCopies(4, all))) {
        assertThat(result.get()).isEqualTo(all.call());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<@Nullable Object> cells(StepChain chain, Batch batch) {
    return Cells.of(chain.apply(batch).column(SampleSteps.OUT));
  }
}
