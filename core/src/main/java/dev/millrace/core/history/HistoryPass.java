package dev.millrace.core.history;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.core.history.TableStep.Lag;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.ColumnPass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the steps of one series over rows sorted by its columns. */
final class HistoryPass implements ColumnPass {
  private final Series series;
  private final List<BoundStep> steps;
  private final List<Memory> memories = new ArrayList<>();
  private final Fields fields;

  private @Nullable Place last;

  /** A row that belongs to a series and has a time. */
  private record Place(List<Column> by, List<LongColumn> order, int row) {
    boolean isSameSeries(Place other) {
      for (int i = 0; i < by.size(); i++) {
        if (!Cells.same(by.get(i), row, other.by.get(i), other.row)) {
          return false;
        }
      }
      return true;
    }

    boolean isSameTime(Place other) {
      for (int i = 0; i < order.size(); i++) {
        if (order.get(i).at(row) != other.order.get(i).at(other.row)) {
          return false;
        }
      }
      return true;
    }

    /** The time where it is one number; windows of time have one. */
    long time() {
      return order.get(0).at(row);
    }
  }

  /**
   * @param cut fields of the cut
   * @param steps all of one series
   */
  HistoryPass(Fields cut, Series series, List<BoundStep> steps) {
    this.series = series;
    this.steps = List.copyOf(steps);
    steps.forEach(step -> memories.add(step.open(cut)));
    this.fields = new Fields(steps.stream().map(BoundStep::output).toList());
  }

  @Override
  public Fields fields() {
    return fields;
  }

  @Override
  public Batch next(RowBatch rows) {
    List<Column> by = columns(rows, series.by());
    List<LongColumn> order =
        columns(rows, series.order()).stream().map(LongColumn.class::cast).toList();
    List<Column> inputs = columns(rows, steps.stream().map(step -> step.step().column()).toList());
    long[][] bits = new long[steps.size()][rows.rows()];
    List<ValidityBuilder> validities = new ArrayList<>();
    steps.forEach(step -> validities.add(new ValidityBuilder()));
    for (int row = 0; row < rows.rows(); row++) {
      boolean placed = isPlaced(by, order, row);
      if (placed) {
        move(new Place(by, order, row));
      }
      for (int i = 0; i < memories.size(); i++) {
        Memory memory = memories.get(i);
        if (placed && memory.hasValue()) {
          bits[i][row] = memory.bits();
        } else {
          validities.get(i).missing(row);
        }
        if (placed) {
          memory.see(
              order.get(0).at(row), cell(steps.get(i), inputs.get(i), row, rows.ids().hashAt(row)));
        }
      }
    }
    List<Column> given = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      given.add(Cells.column(fields.at(i).type(), bits[i], validities.get(i).build(rows.rows())));
    }
    return new Batch(fields, given, rows.rows());
  }

  private static List<Column> columns(RowBatch rows, List<ColumnName> names) {
    return names.stream().map(name -> rows.values().column(name)).toList();
  }

  private static boolean isPlaced(List<Column> by, List<LongColumn> order, int row) {
    for (Column key : by) {
      if (!Cells.namesSeries(key, row)) {
        return false;
      }
    }
    for (LongColumn time : order) {
      if (time.isMissing(row)) {
        return false;
      }
    }
    return true;
  }

  private void move(Place place) {
    Place before = last;
    last = place;
    if (before == null || !place.isSameSeries(before)) {
      memories.forEach(Memory::restart);
    } else if (place.isSameTime(before)) {
      return;
    }
    memories.forEach(memory -> memory.advance(place.time()));
  }

  private static Ties.Cell cell(BoundStep step, Column input, int row, long hash) {
    if (input.isMissing(row)) {
      return new Ties.Cell(hash, false, 0);
    }
    return new Ties.Cell(
        hash,
        true,
        step.step() instanceof Lag
            ? Cells.bits(input, row)
            : Double.doubleToLongBits(Cells.number(input, row)));
  }
}
