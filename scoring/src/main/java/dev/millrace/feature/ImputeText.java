package dev.millrace.feature;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Puts a fitted text where a UTF8 column holds none. The empty text is a value and stays.
 *
 * @param statistic how the value was found: CONSTANT or MODE
 * @param value at most {@link Vocabulary#LONGEST_VALUE} bytes of valid Unicode; may be empty
 */
public record ImputeText(ColumnName input, ColumnName output, Statistic statistic, String value)
    implements RowStep {
  public ImputeText {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    if (statistic != Statistic.CONSTANT && statistic != Statistic.MODE) {
      throw new IllegalArgumentException(
          "a text is imputed by constant or mode, got " + Setting.text(statistic));
    }
    Vocabulary.of(List.of(value)); // the same limits hold for every text inside a plan
  }

  @Override
  public StepKind kind() {
    return StepKind.IMPUTE_TEXT;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from =
        scope.require(
            this,
            input,
            ColumnType.UTF8::equals,
            "utf8",
            "Give missing cells a code of their own in an encode step instead.");
    byte[] filling = value.getBytes(StandardCharsets.UTF_8);
    return new BoundStep(
        ColumnType.UTF8, (columns, rows) -> fill((BytesColumn) columns[from], filling));
  }

  /** The same entries and one more; every missing row points at that one. */
  private static BytesColumn fill(BytesColumn in, byte[] filling) {
    if (in.missingCount() == 0) {
      return in;
    }
    int entries = in.entries();
    int end = in.entryStart(entries);
    byte[] data = Arrays.copyOf(in.data(), end + filling.length);
    System.arraycopy(filling, 0, data, end, filling.length);
    int[] offsets = new int[entries + 2];
    for (int entry = 0; entry <= entries; entry++) {
      offsets[entry] = in.entryStart(entry);
    }
    offsets[entries + 1] = data.length;
    int[] codes = new int[in.rows()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = in.isMissing(row) ? entries : in.entryAt(row);
    }
    return BytesColumn.owningDictionary(
        ColumnType.UTF8, data, offsets, codes, Validity.all(codes.length));
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("statistic", Setting.text(statistic))
        .put("value", value);
  }

  static ImputeText read(JsonObject in) {
    in.only("kind", "input", "output", "statistic", "value");
    return new ImputeText(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Setting.constant(in, "statistic", Statistic.values()),
        in.text("value"));
  }
}
