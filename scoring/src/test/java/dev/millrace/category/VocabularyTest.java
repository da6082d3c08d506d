package dev.millrace.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void everyValueIsFoundAtItsPlace() {
    for (int size : new int[] {0, 1, 2, 3, 5, 100, 5_000}) {
      List<String> values = IntStream.range(0, size).mapToObj(i -> "v" + i).toList();
      Vocabulary vocabulary = Vocabulary.of(values);
      int[] codes = vocabulary.codesOf(Cells.texts(values.toArray(new String[0])));
      assertThat(codes).isEqualTo(IntStream.range(0, size).toArray());
      assertThat(vocabulary.codesOf(Cells.texts("v", "", "v" + size, null)))
          .containsExactly(-1, -1, -1, Vocabulary.MISSING);
    }
  }

  @Test
  void agreesWithAMapOnRandomTextsPlainOrWithDictionary() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      Map<String, Integer> map = new HashMap<>();
      List<String> values = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        String value = text(random);
        if (map.putIfAbsent(value, values.size()) == null) {
          values.add(value);
        }
      }
      Vocabulary vocabulary = Vocabulary.of(values);
      @Nullable String[] cells = new @Nullable String[random.nextInt(80)];
      int[] expected = new int[cells.length];
      for (int i = 0; i < cells.length; i++) {
        String cell = text(random);
        boolean missing = random.nextInt(5) == 0;
        cells[i] = missing ? null : cell;
        expected[i] =
            missing ? Vocabulary.MISSING : map.getOrDefault(cell, Vocabulary.UNSEEN).intValue();
      }
      assertThat(vocabulary.codesOf(Cells.texts(cells))).isEqualTo(expected);
      assertThat(vocabulary.codesOf(Cells.dictionary(cells))).isEqualTo(expected);
    }
  }

  private static String text(SplittableRandom random) {
    int length = random.nextInt(4);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.appendCodePoint(random.nextInt(3) == 0 ? 0x1F600 + random.nextInt(3) : 'a');
    }
    return out.toString();
  }

  @Test
  void integersMeetTheirTextInEveryType() {
    Vocabulary vocabulary = Vocabulary.of(List.of("10", "3", "true"));
    int[] expected = {1, 0, Vocabulary.UNSEEN, Vocabulary.MISSING};
    assertThat(vocabulary.codesOf(Cells.texts("3", "10", "4", null))).isEqualTo(expected);
    assertThat(vocabulary.codesOf(Cells.wholes(3L, 10L, 4L, null))).isEqualTo(expected);
    assertThat(vocabulary.codesOf(Cells.reals(3.0, 10.0, 4.5, Double.NaN))).isEqualTo(expected);
    assertThat(vocabulary.codesOf(Cells.decimals(5, 2, "3.00", "10", "4.5", null)))
        .isEqualTo(expected);
    assertThat(vocabulary.codesOf(Cells.bools(true, null))).containsExactly(2, -2);
  }

  @Test
  void manyIntegersMeetTheirText() {
    SplittableRandom random = new SplittableRandom(11);
    Vocabulary vocabulary =
        Vocabulary.of(IntStream.range(-40, 140).mapToObj(Integer::toString).toList());
    for (int rows : new int[] {1, 64, 65, 3_000}) {
      @Nullable Long[] wholes = new @Nullable Long[rows];
      @Nullable String[] texts = new @Nullable String[rows];
      for (int row = 0; row < rows; row++) {
        if (random.nextInt(9) > 0) {
          long value = random.nextInt(-100, 300) + (random.nextInt(50) == 0 ? 1L << 40 : 0);
          wholes[row] = value;
          texts[row] = Long.toString(value);
        }
      }
      assertThat(vocabulary.codesOf(Cells.wholes(wholes)))
          .isEqualTo(vocabulary.codesOf(Cells.texts(texts)));
    }
  }

  @Test
  void malformedUtf8MeetsNothing() {
    byte[] malformed = {(byte) 0xFF, 'a'};
    BytesColumn column =
        BytesColumn.owning(ColumnType.UTF8, malformed, new int[] {0, 1, 2}, Validity.all(2));
    assertThat(Vocabulary.of(List.of("a", "\uFFFD")).codesOf(column)).containsExactly(-1, 0);
  }

  @Test
  void whatIsRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b", "a"))).hasMessageContaining("'a'");
    assertThatThrownBy(() -> Vocabulary.of(List.of("\uD800"))).hasMessageContaining("Unicode");
    assertThatThrownBy(() -> Vocabulary.of(List.of("x".repeat(1_025))))
        .hasMessageContaining("1024 bytes, got 1025");
    assertThat(Vocabulary.of(List.of("x".repeat(1_024))).size()).isEqualTo(1);
    assertThatThrownBy(
            () -> Vocabulary.of(IntStream.range(0, 100_001).mapToObj(i -> "v" + i).toList()))
        .hasMessageContaining("100001");
  }
}
