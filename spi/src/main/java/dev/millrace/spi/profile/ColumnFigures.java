package dev.millrace.spi.profile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Exact figures of one kind of column. */
public sealed interface ColumnFigures {
  /**
   * Of INT64.
   *
   * @param min smallest value; empty when there is none
   * @param max largest value
   */
  record Whole(
      OptionalLong min, OptionalLong max, long zeros, long negatives, MomentFigures moments)
      implements ColumnFigures {
    public Whole {
      Objects.requireNonNull(moments);
    }
  }

  /**
   * Of FLOAT64, and of DECIMAL as nearest doubles.
   *
   * @param min smallest finite value; empty when there is none
   * @param max largest finite value
   */
  record Real(
      OptionalDouble min,
      OptionalDouble max,
      long nan,
      long negativeInfinity,
      long positiveInfinity,
      long zeros,
      long negatives,
      MomentFigures moments)
      implements ColumnFigures {
    public Real {
      Objects.requireNonNull(moments);
    }
  }

  /**
   * Of DATE, INSTANT and LOCAL_DATETIME, in the column's unit.
   *
   * @param periods rows per natural period; empty when there is no value
   */
  record Time(OptionalLong min, OptionalLong max, Optional<PeriodCounts> periods)
      implements ColumnFigures {
    public Time {
      Objects.requireNonNull(periods);
    }
  }

  /**
   * Of UTF8, BYTES and BLOB_REF; lengths are code points, of BYTES bytes.
   *
   * @param spaced values with a space somewhere
   * @param min smallest value by UTF-8 bytes, cut to 256 bytes; none for BYTES
   * @param max largest value, likewise
   */
  record Text(
      long empty,
      long spaced,
      OptionalLong shortest,
      OptionalLong longest,
      OptionalDouble meanLength,
      Optional<String> min,
      Optional<String> max)
      implements ColumnFigures {
    public Text {
      Objects.requireNonNull(min);
      Objects.requireNonNull(max);
    }
  }

  /** Of BOOL. */
  record Bool(long trues, long falses) implements ColumnFigures {}

  /** Of LIST; lengths are numbers of elements. */
  record Lists(long empty, long elements, OptionalLong shortest, OptionalLong longest)
      implements ColumnFigures {}

  /** Of a vector: nothing beyond missing cells. */
  record Opaque() implements ColumnFigures {}

  /**
   * Mean and spread of the finite values; each empty where it is not defined or not finite.
   *
   * @param deviation standard deviation of these values as a whole population
   * @param skewness third standardized moment
   */
  record MomentFigures(OptionalDouble mean, OptionalDouble deviation, OptionalDouble skewness) {}

  /**
   * Rows per period of time, periods without rows included.
   *
   * @param starts first moment of each period in the column's unit, ascending
   * @param counts rows in each
   */
  record PeriodCounts(NaturalPeriod period, List<Long> starts, List<Long> counts) {
    public PeriodCounts {
      Objects.requireNonNull(period);
      starts = List.copyOf(starts);
      counts = List.copyOf(counts);
      if (starts.size() != counts.size()) {
        throw new IllegalArgumentException(
            counts.size() + " counts of " + starts.size() + " periods");
      }
    }
  }
}
