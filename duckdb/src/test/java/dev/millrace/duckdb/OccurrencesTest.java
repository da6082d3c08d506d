package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OccurrencesTest {
  @TempDir private Path folder;

  private void countsLikeAMap(long mostInMemory) {
    SplittableRandom random = new SplittableRandom(7);
    Map<Long, Integer> expected = new HashMap<>();
    try (Scratch scratch = Scratch.open(folder);
        Occurrences occurrences = new Occurrences(scratch, mostInMemory)) {
      for (int i = 0; i < 100_000; i++) {
        long hash = i % 3 == 0 ? random.nextLong(500) : random.nextLong();
        int before = expected.merge(hash, 1, Integer::sum) - 1;
        if (occurrences.next(hash) != before) {
          assertThat(i).as("a wrong count").isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void countsInMemory() {
    countsLikeAMap(1 << 30);
  }

  @Test
  void countsInMappedFilesAndRemovesThem() throws IOException {
    countsLikeAMap(1 << 13);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
