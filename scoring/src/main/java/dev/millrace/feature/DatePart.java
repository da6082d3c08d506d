package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * A {@link CalendarPart} of a DATE, an INSTANT (in UTC) or a LOCAL_DATETIME, as INT64; times before
 * 1970 included. Missing stays missing, and a DATE beyond the years of {@link java.time.LocalDate}
 * becomes missing. An {@link Encode} step turns it into slots.
 */
public record DatePart(ColumnName input, ColumnName output, CalendarPart part) implements RowStep {
  public DatePart {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(part);
  }

  @Override
  public StepKind kind() {
    return StepKind.DATE_PART;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = part.requireInput(this, scope, input);
    return new BoundStep(
        ColumnType.INT64,
        (columns, rows) -> {
          LongColumn in = (LongColumn) columns[from];
          Validity validity = dated(in);
          long[] out = new long[rows];
          boolean days = in.type().equals(ColumnType.DATE);
          for (int row = 0; row < rows; row++) {
            if (!validity.isMissing(row)) {
              out[row] = days ? part.ofDay(in.at(row)) : part.ofMicros(in.at(row));
            }
          }
          return LongColumn.owning(ColumnType.INT64, out, validity);
        });
  }

  /** The rows that hold a time with a date. */
  static Validity dated(LongColumn in) {
    boolean all = true;
    if (in.type().equals(ColumnType.DATE)) {
      for (int row = 0; row < in.rows(); row++) {
        all &= CalendarPart.isDay(in.at(row));
      }
    }
    if (all) {
      return in.validity();
    }
    ValidityBuilder dated = new ValidityBuilder();
    for (int row = 0; row < in.rows(); row++) {
      if (in.isMissing(row) || !CalendarPart.isDay(in.at(row))) {
        dated.missing(row);
      }
    }
    return dated.build(in.rows());
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("part", Setting.text(part));
  }

  static DatePart read(JsonObject in) {
    in.only("kind", "input", "output", "part");
    return new DatePart(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Setting.constant(in, "part", CalendarPart.values()));
  }
}
