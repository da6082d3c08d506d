package dev.millrace.core.monitor;

import dev.millrace.column.Column;
import dev.millrace.histogram.CategoryCounter;
import dev.millrace.histogram.FixedEdgeCounter;

/** Counts values into the cells of a reference. Not thread-safe. */
sealed interface ColumnCounter {
  void add(Column values);

  void add(double value);

  Distribution snapshot();

  /** A counter over the cells of a distribution, with nothing counted. */
  static ColumnCounter over(Distribution cells) {
    return switch (cells) {
      case Distribution.Numbers numbers ->
          new OfNumbers(new FixedEdgeCounter(numbers.histogram().edges()));
      case Distribution.Categories categories ->
          new OfCategories(new CategoryCounter(categories.histogram().vocabulary()));
    };
  }

  record OfNumbers(FixedEdgeCounter counter) implements ColumnCounter {
    @Override
    public void add(Column values) {
      counter.add(values);
    }

    @Override
    public void add(double value) {
      counter.add(value);
    }

    @Override
    public Distribution snapshot() {
      return new Distribution.Numbers(counter.snapshot());
    }
  }

  record OfCategories(CategoryCounter counter) implements ColumnCounter {
    @Override
    public void add(Column values) {
      counter.add(values);
    }

    @Override
    public void add(double value) {
      throw new IllegalArgumentException("categories are not numbers");
    }

    @Override
    public Distribution snapshot() {
      return new Distribution.Categories(counter.snapshot());
    }
  }
}
