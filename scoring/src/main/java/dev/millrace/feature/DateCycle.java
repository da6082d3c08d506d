package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * Sine or cosine of where a {@link CalendarPart} stands in its cycle, so that hour 23 is near hour
 * 0; two steps make the pair. The angle is {@code 2 pi (part - first) / period} with the periods 4
 * quarters, 12 months, 31 days, 366 days of the year, 7 weekdays, 24 hours, 60 minutes, 60 seconds.
 * Missing cells and dates are treated as in {@link DatePart}.
 *
 * @param part any but YEAR, which does not repeat
 */
public record DateCycle(ColumnName input, ColumnName output, CalendarPart part, Phase phase)
    implements RowStep {

  /** Which of the two coordinates on the circle. */
  public enum Phase {
    SINE,
    COSINE
  }

  public DateCycle {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(phase);
    if (part.period() == 0) {
      throw new IllegalArgumentException(Setting.text(part) + " does not repeat");
    }
  }

  @Override
  public StepKind kind() {
    return StepKind.DATE_CYCLE;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = part.requireInput(this, scope, input);
    double[] circle = circle();
    return new BoundStep(
        ColumnType.FLOAT64,
        (columns, rows) -> {
          LongColumn in = (LongColumn) columns[from];
          Validity validity = DatePart.dated(in);
          double[] out = new double[rows];
          boolean days = in.type().equals(ColumnType.DATE);
          for (int row = 0; row < rows; row++) {
            if (!validity.isMissing(row)) {
              int found = days ? part.ofDay(in.at(row)) : part.ofMicros(in.at(row));
              out[row] = circle[found - part.first()];
            }
          }
          return DoubleColumn.owning(out, validity);
        });
  }

  private double[] circle() {
    double[] circle = new double[part.period()];
    for (int i = 0; i < circle.length; i++) {
      double angle = 2 * StrictMath.PI * i / circle.length;
      circle[i] = phase == Phase.SINE ? StrictMath.sin(angle) : StrictMath.cos(angle);
    }
    return circle;
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("part", Setting.text(part))
        .put("phase", Setting.text(phase));
  }

  static DateCycle read(JsonObject in) {
    in.only("kind", "input", "output", "part", "phase");
    return new DateCycle(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Setting.constant(in, "part", CalendarPart.values()),
        Setting.constant(in, "phase", Phase.values()));
  }
}
