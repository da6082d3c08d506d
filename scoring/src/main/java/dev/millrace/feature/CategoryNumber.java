package dev.millrace.feature;

import dev.millrace.category.CategoryCursor;
import dev.millrace.category.Vocabulary;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Validity;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The number of a category in a fitted table: a mean of labels, a count, a weight. Gives a number
 * for every cell.
 *
 * <p>Cells meet the vocabulary by the canonical text of {@link CategoryCursor}: {@code 3}, {@code
 * 3.0} and {@code "3"} are one category, {@code -0.0} is {@code "0"}, the infinities are
 * categories, the empty text is one. NaN counts as missing.
 *
 * @param numbers of the categories, in the order of the vocabulary; finite
 * @param unseen number of a category outside the vocabulary; finite
 * @param missing number of a missing cell; finite
 */
public record CategoryNumber(
    ColumnName input,
    ColumnName output,
    Vocabulary vocabulary,
    List<Double> numbers,
    double unseen,
    double missing)
    implements RowStep {
  public CategoryNumber {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(vocabulary);
    numbers = List.copyOf(numbers);
    if (numbers.size() != vocabulary.size()) {
      throw new IllegalArgumentException(
          numbers.size() + " numbers for " + vocabulary.size() + " categories");
    }
    numbers.forEach(number -> Setting.finite("the number of a category", number));
    Setting.finite("unseen", unseen);
    Setting.finite("missing", missing);
  }

  @Override
  public StepKind kind() {
    return StepKind.CATEGORY_NUMBER;
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
            CategoryCursor::reads,
            "utf8, int64, float64, decimal, bool, date",
            "Take a date-part first, or leave the column out.");
    double[] table = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return new BoundStep(ColumnType.FLOAT64, (columns, rows) -> look(columns[from], table));
  }

  private DoubleColumn look(Column column, double[] table) {
    int[] codes = vocabulary.codesOf(column);
    double[] found = new double[codes.length];
    for (int row = 0; row < found.length; row++) {
      int code = codes[row];
      found[row] = code >= 0 ? table[code] : code == Vocabulary.UNSEEN ? unseen : missing;
    }
    return DoubleColumn.owning(found, Validity.all(found.length));
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("values", Json.texts(vocabulary.values()))
        .put("numbers", numbers.stream().map(Json::of).toList())
        .put("unseen", unseen)
        .put("missing", missing);
  }

  static CategoryNumber read(JsonObject in) {
    in.only("kind", "input", "output", "values", "numbers", "unseen", "missing");
    List<Double> numbers = new ArrayList<>();
    in.items("numbers").forEach(number -> numbers.add(JsonObject.real("numbers", number)));
    return new CategoryNumber(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Vocabulary.of(in.texts("values")),
        numbers,
        in.real("unseen"),
        in.real("missing"));
  }
}
