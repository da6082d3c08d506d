package dev.millrace.feature;

import dev.millrace.category.CategoryCursor;
import dev.millrace.category.Vocabulary;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The code of a category in a fitted vocabulary. Emitted as slots it is the one-hot encoding,
 * emitted as a number the ordinal encoding in the order of the vocabulary.
 *
 * <p>Cells meet the vocabulary by the canonical text of {@link CategoryCursor}: {@code 3}, {@code
 * 3.0} and {@code "3"} are one category, {@code -0.0} is {@code "0"}, the infinities are
 * categories, the empty text is one. NaN counts as missing.
 *
 * @param unseen what happens to a category outside the vocabulary; its own code comes right after
 *     the vocabulary's
 * @param missing what happens to a missing cell; its own code comes last
 */
public record Encode(
    ColumnName input, ColumnName output, Vocabulary vocabulary, Otherwise unseen, Otherwise missing)
    implements CodeStep {
  private static final int NO_CODE = -1;

  public Encode {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(vocabulary);
    Objects.requireNonNull(unseen);
    Objects.requireNonNull(missing);
  }

  @Override
  public StepKind kind() {
    return StepKind.ENCODE;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public int codes() {
    return vocabulary.size()
        + (unseen == Otherwise.BUCKET ? 1 : 0)
        + (missing == Otherwise.BUCKET ? 1 : 0);
  }

  @Override
  public String slotSuffix(int code) {
    if (code < vocabulary.size()) {
      return "=" + vocabulary.values().get(code);
    }
    return unseen == Otherwise.BUCKET && code == vocabulary.size() ? ":other" : ":missing";
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
    int unseenCode = unseen == Otherwise.BUCKET ? vocabulary.size() : NO_CODE;
    int missingCode = missing == Otherwise.BUCKET ? codes() - 1 : NO_CODE;
    return new BoundStep(
        ColumnType.INT64, (columns, rows) -> encode(columns[from], unseenCode, missingCode));
  }

  private LongColumn encode(Column column, int unseenCode, int missingCode) {
    int[] found = vocabulary.codesOf(column);
    long[] out = new long[found.length];
    int without = 0;
    for (int row = 0; row < out.length; row++) {
      int code = found[row];
      if (code < 0) {
        boolean isUnseen = code == Vocabulary.UNSEEN;
        if ((isUnseen ? unseen : missing) == Otherwise.REFUSE) {
          throw isUnseen ? refuseUnseen(column, row) : refuseMissing(row);
        }
        code = isUnseen ? unseenCode : missingCode;
        without += code < 0 ? 1 : 0;
      }
      out[row] = code;
    }
    return LongColumn.owning(
        ColumnType.INT64, out, without == 0 ? Validity.all(out.length) : withCode(out));
  }

  private static Validity withCode(long[] codes) {
    ValidityBuilder validity = new ValidityBuilder();
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] < 0) {
        validity.missing(row);
      }
    }
    return validity.build(codes.length);
  }

  private MillraceException refuseUnseen(Column column, int row) {
    CategoryCursor cursor = CategoryCursor.over(column);
    cursor.moveTo(row);
    String value =
        new String(cursor.bytes(), cursor.start(), cursor.length(), StandardCharsets.UTF_8);
    return Problem.of(ErrorCode.VALUE_INVALID, "the model does not know this category")
        .at("column '" + input + "', row " + row + " of the batch")
        .found(value)
        .allowed(vocabulary.toString())
        .next("Correct the value, or train with it, or let the feature bucket unseen values.")
        .asException();
  }

  private MillraceException refuseMissing(int row) {
    return Problem.of(ErrorCode.VALUE_INVALID, "the model needs a value here")
        .at("column '" + input + "', row " + row + " of the batch")
        .found("nothing")
        .allowed(vocabulary.toString())
        .next("Send a value, or let the feature bucket or ignore missing values.")
        .asException();
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("values", Json.texts(vocabulary.values()))
        .put("unseen", Setting.text(unseen))
        .put("missing", Setting.text(missing));
  }

  static Encode read(JsonObject in) {
    in.only("kind", "input", "output", "values", "unseen", "missing");
    return new Encode(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Vocabulary.of(in.texts("values")),
        Setting.constant(in, "unseen", Otherwise.values()),
        Setting.constant(in, "missing", Otherwise.values()));
  }
}
