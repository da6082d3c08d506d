package dev.millrace.scorer;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Supply;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows as JSON objects turned into a batch of a scorer's inputs. Strict: every field must be there
 * ({@code null} says that its value is missing), no other may be unless it was declared as unused,
 * and a value must be of the field's type. All problems are told at once, up to a hundred.
 * Immutable.
 *
 * <p>Numbers are JSON numbers; a decimal may be a text to keep its digits. Dates and times are ISO
 * texts ({@code 2026-01-31}, {@code 2026-01-31T08:00:00Z} with an offset for instants, without one
 * for local times; digits past the microsecond are dropped). Bytes are base64, lists and vectors
 * are arrays.
 */
public final class RowReader {
  private static final int MOST_PROBLEMS = 100;
  private static final int MOST_NAMES = 20;

  private final Fields fields;
  private final Map<ColumnName, Supply> supplies;
  private final Set<String> names;
  private final Set<String> unused;
  private final Optional<PlainRows> plain;

  /**
   * A reader of rows with exactly these fields.
   *
   * @throws MillraceException when a field is of a type that rows of JSON cannot carry
   */
  public RowReader(Fields fields) {
    this(fields, Map.of(), Set.of());
  }

  /** A reader of the inputs of a plan, which tells how an input that is not there is made. */
  public RowReader(FeaturePlan plan) {
    this(plan.inputs(), plan.supplies(), Set.of());
  }

  private RowReader(Fields fields, Map<ColumnName, Supply> supplies, Set<String> unused) {
    this.supplies = supplies;
    for (Field field : fields) {
      CellColumn unusedColumn = CellColumn.of(field.type());
    }
    this.fields = fields;
    this.names = fields.asList().stream().map(f -> f.name().value()).collect(toUnmodifiableSet());
    // A field that is read is not unused, whatever else may be sent beside it.
    this.unused =
        unused.stream().filter(name -> !names.contains(name)).collect(toUnmodifiableSet());
    this.plain =
        PlainRows.fit(fields) ? Optional.of(new PlainRows(fields, this.unused)) : Optional.empty();
  }

  /**
   * A reader of the same rows that also lets through fields it makes no use of: of any value, and
   * there or not.
   */
  public RowReader letting(Set<String> unusedFields) {
    return new RowReader(fields, supplies, unusedFields);
  }

  /**
   * Reads one row (an object) or several (an array of objects).
   *
   * @throws MillraceException with every problem found
   */
  public Batch read(byte[] json) {
    Optional<Batch> usual = readPlain(json, 0, json.length);
    if (usual.isPresent()) {
      return usual.get();
    }
    try {
      return read(JsonReader.read(json));
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.ROW_INVALID, "the rows are not JSON: " + e.getMessage())
              .allowed("one object, or an array of objects"),
          e);
    }
  }

  /**
   * Reads rows, as {@link #read(byte[])} does, from a stretch of UTF-8 bytes if they are in the
   * form in which programs write them, without nested values. Empty when they are not, or when
   * something is wrong with them, which {@link #read(Json)} then tells.
   *
   * @param to behind the last byte
   */
  public Optional<Batch> readPlain(byte[] json, int from, int to) {
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    List<CellColumn> cells = cells();
    int rows = plain.get().read(json, from, to, cells);
    return rows < 0 ? Optional.empty() : Optional.of(batch(cells, rows));
  }

  private List<CellColumn> cells() {
    List<CellColumn> cells = new ArrayList<>(fields.size());
    for (Field field : fields.asList()) {
      cells.add(CellColumn.of(field.type()));
    }
    return cells;
  }

  private Batch batch(List<CellColumn> cells, int rows) {
    List<Column> columns = new ArrayList<>(cells.size());
    for (CellColumn cell : cells) {
      columns.add(cell.build());
    }
    return new Batch(fields, columns, rows);
  }

  /** Reads rows from JSON that has been parsed already. */
  public Batch read(Json json) {
    List<Json> rows = json instanceof Json.Items items ? items.values() : List.of(json);
    List<CellColumn> cells = cells();
    List<Problem> problems = new ArrayList<>();
    for (int row = 0; row < rows.size() && problems.size() < MOST_PROBLEMS; row++) {
      String place = json instanceof Json.Items ? "row " + row + ", " : "";
      if (rows.get(row) instanceof Json.Members members) {
        readRow(place, members, cells, problems);
      } else {
        problems.add(
            Problem.of(ErrorCode.ROW_INVALID, "a row is an object of named values")
                .at("row " + row)
                .found(shown(rows.get(row))));
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
    return batch(cells, rows.size());
  }

  private void readRow(
      String place, Json.Members row, List<CellColumn> cells, List<Problem> problems) {
    int known = 0;
    for (int i = 0; i < cells.size() && problems.size() < MOST_PROBLEMS; i++) {
      Field field = fields.at(i);
      Json value = row.values().get(field.name().value());
      if (value == null) {
        problems.add(lacking(place, field));
        continue;
      }
      known++;
      if (value == Json.Literal.NULL) {
        cells.get(i).missing();
      } else if (!cells.get(i).take(value)) {
        problems.add(
            Problem.of(ErrorCode.VALUE_INVALID, "a value does not fit its field")
                .at(place + "field '" + field.name() + "'")
                .found(shown(value))
                .allowed(cells.get(i).allowed() + ", or null"));
      }
    }
    if (known < row.values().size()) {
      refuseOthers(place, row, problems);
    }
  }

  private Problem lacking(String place, Field field) {
    Supply supply = supplies.get(field.name());
    return Problem.of(ErrorCode.ROW_INVALID, "a field is not there")
        .at(place + "field '" + field.name() + "'")
        .allowed(field.type().text())
        .next(
            "Send the field; null when its value is missing."
                + (supply == null ? "" : " It is the " + supply.text() + "."));
  }

  private void refuseOthers(String place, Json.Members row, List<Problem> problems) {
    List<String> some =
        fields.asList().stream().limit(MOST_NAMES).map(field -> field.name().value()).toList();
    String allowed = String.join(", ", some) + (some.size() < fields.size() ? ", ..." : "");
    for (String name : row.values().keySet()) {
      if (!names.contains(name) && !unused.contains(name) && problems.size() < MOST_PROBLEMS) {
        Problem unknown =
            Problem.of(ErrorCode.ROW_INVALID, "the scorer has no such field")
                .at(place + "field '" + name + "'")
                .allowed(allowed);
        problems.add(
            Spelling.nearest(name, names)
                .map(meant -> unknown.next("Did you mean '" + meant + "'?"))
                .orElse(unknown));
      }
    }
  }

  private static String shown(Json value) {
    return CanonicalJson.text(value);
  }
}
