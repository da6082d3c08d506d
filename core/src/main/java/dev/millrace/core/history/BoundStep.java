package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.history.TableStep.Lag;
import dev.millrace.core.history.TableStep.Rolling;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import java.time.Duration;

/**
 * A step that has found its column in a cut.
 *
 * @param output the column it gives
 */
record BoundStep(TableStep step, Field output) {
  /** Finds the columns; the first problem is thrown. */
  static BoundStep bind(TableStep step, Fields cut) {
    if (cut.find(step.output()).isPresent()) {
      throw problem(step, ErrorCode.COLUMN_DUPLICATE, "the data has a column of this name already")
          .found(step.output())
          .next("Give the new column another name.")
          .asException();
    }
    ColumnType type = require(step, cut, step.column());
    for (ColumnName by : step.series().by()) {
      requireKey(step, by, require(step, cut, by));
    }
    for (ColumnName order : step.series().order()) {
      requireTime(step, order, require(step, cut, order));
    }
    boolean takes = step instanceof Lag ? Cells.canLag(type) : Cells.isNumber(type);
    if (!takes) {
      throw problem(step, ErrorCode.COLUMN_TYPE_MISMATCH, "the step does not take this column")
          .found(step.column() + ", which is " + type.text())
          .allowed(
              step instanceof Lag
                  ? "int64, float64, decimal, bool, date, instant, local-datetime"
                  : "int64, float64, decimal, bool")
          .asException();
    }
    if (step instanceof Rolling rolling && rolling.window() instanceof Window.LastTime time) {
      long ignored = lengthIn(rolling, time.length(), cut);
    }
    return new BoundStep(step, new Field(step.output(), outputType(step, type)));
  }

  private static ColumnType outputType(TableStep step, ColumnType type) {
    return switch (step) {
      case Lag lag -> Cells.lagType(type);
      case Rolling rolling ->
          rolling.aggregate() == Aggregate.COUNT ? ColumnType.INT64 : ColumnType.FLOAT64;
    };
  }

  /** A fresh memory for this step. */
  Memory open(Fields cut) {
    return switch (step) {
      case Lag lag -> new LagMemory(lag.rows());
      case Rolling rolling ->
          switch (rolling.window()) {
            case Window.LastRows rows -> new RowWindowMemory(rolling.aggregate(), rows.rows());
            case Window.LastTime time ->
                new TimeWindowMemory(
                    rolling, lengthIn(rolling, time.length(), cut), TimeWindowMemory.MOST_VALUES);
          };
    };
  }

  /** A duration in the unit of the order column: days, seconds or microseconds. */
  private static long lengthIn(Rolling step, Duration length, Fields cut) {
    if (step.series().order().size() != 1) {
      throw problem(
              step, ErrorCode.CONFIG_VALUE_INVALID, "a window of time needs one column of times")
          .found(step.series().order())
          .next("Name one column under 'order', or use a window such as '24 rows'.")
          .asException();
    }
    ColumnName order = step.series().order().get(0);
    ColumnType type = cut.at(cut.require(order)).type();
    boolean whole = true;
    long units;
    if (type.equals(ColumnType.DATE)) {
      units = length.toDays();
      whole = length.equals(Duration.ofDays(units));
    } else if (type.equals(ColumnType.INT64)) {
      units = length.toSeconds();
      whole = length.equals(Duration.ofSeconds(units));
    } else {
      units = Math.multiplyExact(length.toMillis(), 1000);
    }
    if (!whole) {
      throw problem(step, ErrorCode.CONFIG_VALUE_INVALID, "the window is no whole number of units")
          .found(step.window().text() + " over " + order + ", which is " + type.text())
          .allowed(type.equals(ColumnType.DATE) ? "whole days" : "whole seconds")
          .asException();
    }
    return units;
  }

  private static void requireKey(TableStep step, ColumnName by, ColumnType type) {
    boolean takes =
        type.isNumeric()
            || type.equals(ColumnType.UTF8)
            || type.equals(ColumnType.BOOL)
            || type.isTemporal();
    if (!takes) {
      throw problem(step, ErrorCode.COLUMN_TYPE_MISMATCH, "the column cannot name a series")
          .found(by + ", which is " + type.text())
          .allowed("utf8, int64, float64, decimal, bool, date, instant, local-datetime")
          .asException();
    }
  }

  private static void requireTime(TableStep step, ColumnName order, ColumnType type) {
    if (!type.isTemporal() && !type.equals(ColumnType.INT64)) {
      throw problem(step, ErrorCode.COLUMN_TYPE_MISMATCH, "the column does not tell an order")
          .found(order + ", which is " + type.text())
          .allowed("date, instant, local-datetime, int64")
          .next("Say how times are written under 'source.time.unit', or name another column.")
          .asException();
    }
  }

  private static ColumnType require(TableStep step, Fields cut, ColumnName name) {
    return cut.find(name).stream()
        .mapToObj(position -> cut.at(position).type())
        .findFirst()
        .orElseThrow(() -> missing(step, cut, name));
  }

  private static MillraceException missing(TableStep step, Fields cut, ColumnName name) {
    return problem(step, ErrorCode.COLUMN_MISSING, "the data has no such column")
        .found(name)
        .next(
            Spelling.nearest(
                    name.value(), cut.asList().stream().map(f -> f.name().value()).toList())
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Name a column of the data."))
        .asException();
  }

  private static Problem problem(TableStep step, ErrorCode code, String what) {
    return Problem.of(code, what).at(step.position() + " (history.columns." + step.output() + ")");
  }
}
