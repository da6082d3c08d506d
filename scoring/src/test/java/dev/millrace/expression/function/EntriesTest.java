package dev.millrace.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EntriesTest {
  private static final byte[] AB = "ab".getBytes(StandardCharsets.US_ASCII);

  @Test
  void aDictionaryIsWorkedThroughOncePerEntry() {
    int[] codes = new int[1_000];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = row % 2;
    }
    int[] calls = new int[4];
    BytesColumn column = dictionary(codes, Validity.all(codes.length));
    var tested =
        Entries.test(
            column,
            entry -> {
              calls[0]++;
              return entry == 1;
            });
    var texts =
        Entries.texts(
            column,
            (entry, row, out) -> {
              calls[1]++;
              out.append(column.entryText(entry) + "!");
            });
    Entries.longs(column, ColumnType.INT64, (entry, row, out) -> calls[2]++);
    Entries.doubles(column, (entry, row, out) -> calls[3]++);
    assertThat(calls).containsOnly(2);
    assertThat(tested.at(7)).isTrue();
    assertThat(tested.at(8)).isFalse();
    assertThat(texts.hasDictionary()).isTrue();
    assertThat(texts.textAt(7)).isEqualTo("b!");
  }

  @Test
  void aDictionaryLargerThanTheBatchIsNot() {
    int[] calls = new int[1];
    var tested =
        Entries.test(
            dictionary(new int[] {1}, Validity.all(1)),
            entry -> {
              calls[0]++;
              return entry == 1;
            });
    assertThat(calls).containsExactly(1);
    assertThat(tested.at(0)).isTrue();
  }

  @Test
  void codesOfMissingRowsAreNotRead() {
    BytesColumn column = dictionary(new int[] {0, 99, -1}, Validity.owning(3, new long[] {0b001}));
    assertThat(Entries.test(column, entry -> true).missingCount()).isEqualTo(2);
    BytesColumn shouted = (BytesColumn) Texts.map(column, text -> text + "!");
    assertThat(shouted.textAt(0)).isEqualTo("a!");
    assertThat(shouted.isMissing(1)).isTrue();
    assertThat(Texts.length(column).missingCount()).isEqualTo(2);
  }

  private static BytesColumn dictionary(int[] codes, Validity validity) {
    return BytesColumn.owningDictionary(ColumnType.UTF8, AB, new int[] {0, 1, 2}, codes, validity);
  }
}
