package dev.millrace.duckdb;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps DuckDB's names of the types in a file to columns. Collects what has no column type. */
final class ParquetTypes {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

  private final String location;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  ParquetTypes(String location) {
    this.location = location;
  }

  /** Adds a column of the file, or the columns of its fields when it is nested. */
  void add(String name, String type) {
    add(name, type, Sql.name(name));
  }

  private void add(String name, String type, String expression) {
    if (type.startsWith("STRUCT(") && type.endsWith(")")) {
      for (TypeList.Member member : TypeList.members(type.substring(7, type.length() - 1))) {
        String inner = "struct_extract(" + expression + ", " + Sql.text(member.name()) + ")";
        add(name + "." + member.name(), member.type(), inner);
      }
      return;
    }
    Optional<ColumnType> found = scalarOrList(type);
    if (found.isEmpty()) {
      problems.add(
          Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "a column of this type is not read")
              .at(location + ", column '" + name + "'")
              .found(type)
              .allowed("booleans, numbers, texts, bytes, dates, times, lists of these, structs")
              .next("Write the file without this column, or with its fields as columns."));
      return;
    }
    String read = type.equals("TIMESTAMP_NS") ? micros(expression) : expression;
    columns.add(new ParquetColumn(columnName(name), found.get(), read, note(type)));
  }

  /** Cuts nanoseconds off as landing does elsewhere; a cast would round. */
  private static String micros(String nanos) {
    String count = "epoch_ns(" + nanos + ")";
    return "make_timestamp((" + count + " - ((" + count + " % 1000) + 1000) % 1000) // 1000)";
  }

  private ColumnName columnName(String name) {
    try {
      return new ColumnName(name);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ErrorCode.SOURCE_UNREADABLE, "the file holds a column without a usable name")
          .at(location)
          .found(name)
          .allowed("names of 1 to 256 characters without control characters")
          .asException();
    }
  }

  List<ParquetColumn> columns() {
    return columns;
  }

  List<Problem> problems() {
    return problems;
  }

  private static String note(String type) {
    return switch (type) {
      case "TIME", "TIME WITH TIME ZONE", "INTERVAL" -> "a time of day or a span, kept as text";
      case "TIMESTAMP_NS" -> "nanoseconds are cut to microseconds";
      default -> "";
    };
  }

  private static Optional<ColumnType> scalarOrList(String type) {
    if (type.endsWith("]")) {
      String element = type.substring(0, type.lastIndexOf('['));
      return scalarOrList(element).map(ColumnType.ListOf::new);
    }
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      return Optional.of(
          new ColumnType.Decimal(
              Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    if (type.startsWith("ENUM(")) {
      return Optional.of(ColumnType.UTF8);
    }
    return switch (type) {
      case "BOOLEAN" -> Optional.of(ColumnType.BOOL);
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          Optional.of(ColumnType.INT64);
      case "UBIGINT" -> Optional.of(new ColumnType.Decimal(20, 0));
      case "FLOAT", "DOUBLE" -> Optional.of(ColumnType.FLOAT64);
      case "VARCHAR", "JSON", "UUID", "TIME", "TIME WITH TIME ZONE", "INTERVAL" ->
          Optional.of(ColumnType.UTF8);
      case "BLOB" -> Optional.of(ColumnType.BYTES);
      case "DATE" -> Optional.of(ColumnType.DATE);
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          Optional.of(ColumnType.LOCAL_DATETIME);
      case "TIMESTAMP WITH TIME ZONE" -> Optional.of(ColumnType.INSTANT);
      default -> Optional.empty();
    };
  }
}
