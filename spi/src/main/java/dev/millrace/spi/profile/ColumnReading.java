package dev.millrace.spi.profile;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.spi.collect.BoolTally;
import dev.millrace.spi.collect.CellTally;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.ListTally;
import dev.millrace.spi.collect.LongTally;
import dev.millrace.spi.collect.Moments;
import dev.millrace.spi.collect.TextTally;
import dev.millrace.spi.collect.Together.Slot;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.ColumnFigures.MomentFigures;
import dev.millrace.spi.profile.DistinctCount.Precision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Which collectors read a column, by its type, and how their states become its exact part. */
interface ColumnReading {
  ExactColumn read(States states);

  /**
   * Adds the collectors of a column to a scan.
   *
   * @param most distinct values counted one by one
   */
  static ColumnReading join(Field field, int most, TogetherBuilder together) {
    ColumnType type = field.type();
    ColumnName name = field.name();
    if (type.equals(ColumnType.BOOL)) {
      return bool(together.add(new BoolTally(name)));
    }
    if (type instanceof ColumnType.ListOf) {
      return lists(together.add(new ListTally(name)));
    }
    if (type instanceof ColumnType.FixedVector) {
      return opaque(together.add(new CellTally(name)));
    }
    DistinctReading distinct = DistinctReading.join(field, most, together);
    if (type.isTemporal()) {
      return time(together.add(new LongTally(name)), distinct);
    }
    if (type.equals(ColumnType.INT64)) {
      return whole(together.add(new LongTally(name)), together.add(new Moments(name)), distinct);
    }
    if (type.isNumeric()) {
      return real(together.add(new DoubleTally(name)), together.add(new Moments(name)), distinct);
    }
    return text(type, together.add(new TextTally(name)), distinct);
  }

  private static ColumnReading whole(
      Slot<LongTally.State> tally, Slot<Moments.State> moments, DistinctReading distinct) {
    return states -> {
      LongTally.State cells = states.at(tally);
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          distinct.count().apply(states).atMost(cells.rows() - cells.missing()),
          distinct.top().apply(states),
          new ColumnFigures.Whole(
              cells.min(),
              cells.max(),
              cells.zeros(),
              cells.negatives(),
              moments(states.at(moments))));
    };
  }

  private static ColumnReading real(
      Slot<DoubleTally.State> tally, Slot<Moments.State> moments, DistinctReading distinct) {
    return states -> {
      DoubleTally.State cells = states.at(tally);
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          distinct.count().apply(states).atMost(cells.rows() - cells.missing()),
          distinct.top().apply(states),
          new ColumnFigures.Real(
              cells.min(),
              cells.max(),
              cells.nan(),
              cells.negativeInfinity(),
              cells.positiveInfinity(),
              cells.zeros(),
              cells.negatives(),
              moments(states.at(moments))));
    };
  }

  private static ColumnReading time(Slot<LongTally.State> tally, DistinctReading distinct) {
    return states -> {
      LongTally.State cells = states.at(tally);
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          distinct.count().apply(states).atMost(cells.rows() - cells.missing()),
          distinct.top().apply(states),
          new ColumnFigures.Time(cells.min(), cells.max(), Optional.empty()));
    };
  }

  private static ColumnReading text(
      ColumnType type, Slot<TextTally.State> tally, DistinctReading distinct) {
    boolean bytes = type.equals(ColumnType.BYTES);
    return states -> {
      TextTally.State cells = states.at(tally);
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          distinct.count().apply(states).atMost(cells.rows() - cells.missing()),
          distinct.top().apply(states),
          new ColumnFigures.Text(
              cells.empty(),
              cells.spaced(),
              cells.shortest(),
              cells.longest(),
              meanLength(cells),
              bytes ? Optional.empty() : cells.min(),
              bytes ? Optional.empty() : cells.max()));
    };
  }

  private static OptionalDouble meanLength(TextTally.State cells) {
    long present = cells.rows() - cells.missing();
    return present == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) cells.totalLength() / present);
  }

  private static ColumnReading bool(Slot<BoolTally.State> tally) {
    return states -> {
      BoolTally.State cells = states.at(tally);
      List<ValueCount> top =
          Stream.of(new ValueCount("false", cells.falses()), new ValueCount("true", cells.trues()))
              .filter(value -> value.count() > 0)
              .sorted(Comparator.comparingLong(ValueCount::count).reversed())
              .toList();
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          new DistinctCount(top.size(), Precision.COUNTED),
          top,
          new ColumnFigures.Bool(cells.trues(), cells.falses()));
    };
  }

  private static ColumnReading lists(Slot<ListTally.State> tally) {
    return states -> {
      ListTally.State cells = states.at(tally);
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          DistinctCount.UNKNOWN,
          List.of(),
          new ColumnFigures.Lists(
              cells.empty(), cells.elements(), cells.shortest(), cells.longest()));
    };
  }

  private static ColumnReading opaque(Slot<CellTally.State> tally) {
    return states -> {
      CellTally.State cells = states.at(tally);
      return new ExactColumn(
          cells.rows(),
          cells.missing(),
          DistinctCount.UNKNOWN,
          List.of(),
          new ColumnFigures.Opaque());
    };
  }

  private static MomentFigures moments(Moments.State state) {
    return new MomentFigures(state.mean(), state.deviation(), state.skewness());
  }
}
