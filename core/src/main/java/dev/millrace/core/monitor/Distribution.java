package dev.millrace.core.monitor;

import dev.millrace.histogram.CategoryHistogram;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.histogram.HistogramJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.Objects;

/**
 * Counts of one column's values in cells that a reference fixed. Distributions over the same cells
 * add up and can be compared. Immutable.
 */
public sealed interface Distribution {
  /** Numbers between fixed edges. */
  record Numbers(FixedEdgeHistogram histogram) implements Distribution {
    public Numbers {
      Objects.requireNonNull(histogram);
    }

    @Override
    public long[] cells() {
      long[] cells = new long[histogram.bins() + 4];
      for (int bin = 0; bin < histogram.bins(); bin++) {
        cells[bin] = histogram.count(bin);
      }
      cells[histogram.bins()] = histogram.below();
      cells[histogram.bins() + 1] = histogram.above();
      cells[histogram.bins() + 2] = histogram.nan();
      cells[histogram.bins() + 3] = histogram.missing();
      return cells;
    }

    @Override
    public Distribution plus(Distribution other) {
      return new Numbers(histogram.plus(((Numbers) other).histogram));
    }

    @Override
    public Json toJson() {
      return HistogramJson.toJson(histogram);
    }
  }

  /** Categories of a fixed vocabulary. */
  record Categories(CategoryHistogram histogram) implements Distribution {
    public Categories {
      Objects.requireNonNull(histogram);
    }

    @Override
    public long[] cells() {
      int size = histogram.vocabulary().size();
      long[] cells = new long[size + 2];
      for (int code = 0; code < size; code++) {
        cells[code] = histogram.count(code);
      }
      cells[size] = histogram.other();
      cells[size + 1] = histogram.missing();
      return cells;
    }

    @Override
    public Distribution plus(Distribution other) {
      return new Categories(histogram.plus(((Categories) other).histogram));
    }

    @Override
    public Json toJson() {
      return HistogramJson.toJson(histogram);
    }
  }

  /** The counts: the reference's cells, then those for what fits none of them. */
  long[] cells();

  /** Both in one; an {@link IllegalArgumentException} when the cells differ. */
  Distribution plus(Distribution other);

  Json toJson();

  /** All values counted. */
  default long total() {
    long total = 0;
    for (long cell : cells()) {
      total += cell;
    }
    return total;
  }

  /** What {@link #toJson} gave. */
  static Distribution fromJson(Json json) {
    return JsonObject.of(json).text("format").startsWith("category")
        ? new Categories(HistogramJson.readCategory(json))
        : new Numbers(HistogramJson.readFixedEdge(json));
  }
}
