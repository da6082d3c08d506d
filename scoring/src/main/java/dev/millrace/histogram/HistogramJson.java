package dev.millrace.histogram;

import dev.millrace.category.Vocabulary;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * JSON form of histograms, version 1. Reading is strict: an unknown member, another version, or
 * counts that do not fit is a {@link JsonSyntaxException} that says which.
 */
public final class HistogramJson {
  private static final String FIXED_EDGE = "fixed-edge-histogram";
  private static final String CATEGORY = "category-histogram";
  private static final int VERSION = 1;

  private HistogramJson() {}

  public static Json.Members toJson(FixedEdgeHistogram histogram) {
    return Json.members()
        .put("format", FIXED_EDGE)
        .put("version", VERSION)
        .put("edges", Arrays.stream(histogram.edges().toArray()).mapToObj(Json::of).toList())
        .put(
            "counts",
            IntStream.range(0, histogram.bins())
                .mapToObj(bin -> Json.of(histogram.count(bin)))
                .toList())
        .put("below", histogram.below())
        .put("above", histogram.above())
        .put("nan", histogram.nan())
        .put("missing", histogram.missing())
        .build();
  }

  public static Json.Members toJson(CategoryHistogram histogram) {
    return Json.members()
        .put("format", CATEGORY)
        .put("version", VERSION)
        .put("values", Json.texts(histogram.vocabulary().values()))
        .put(
            "counts",
            IntStream.range(0, histogram.vocabulary().size())
                .mapToObj(code -> Json.of(histogram.count(code)))
                .toList())
        .put("other", histogram.other())
        .put("missing", histogram.missing())
        .build();
  }

  public static FixedEdgeHistogram readFixedEdge(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only("format", "version", "edges", "counts", "below", "above", "nan", "missing");
    requireForm(in, FIXED_EDGE);
    try {
      return FixedEdgeHistogram.of(
          Edges.of(reals(in.items("edges"))),
          wholes(in.items("counts")),
          in.whole("below"),
          in.whole("above"),
          in.whole("nan"),
          in.whole("missing"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonSyntaxException("not a histogram: " + e.getMessage(), e);
    }
  }

  public static CategoryHistogram readCategory(Json json) {
    JsonObject in =
        JsonObject.of(json).only("format", "version", "values", "counts", "other", "missing");
    requireForm(in, CATEGORY);
    try {
      return CategoryHistogram.of(
          Vocabulary.of(in.texts("values")),
          wholes(in.items("counts")),
          in.whole("other"),
          in.whole("missing"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonSyntaxException("not a histogram: " + e.getMessage(), e);
    }
  }

  private static void requireForm(JsonObject in, String format) {
    if (!in.text("format").equals(format) || in.whole("version") != VERSION) {
      throw new JsonSyntaxException(
          "expected "
              + format
              + " version "
              + VERSION
              + ", found "
              + in.text("format")
              + " version "
              + in.whole("version"),
          null);
    }
  }

  private static double[] reals(List<Json> items) {
    return items.stream().mapToDouble(item -> JsonObject.real("$.edges", item)).toArray();
  }

  private static long[] wholes(List<Json> items) {
    return items.stream()
        .mapToLong(
            item -> {
              if (item instanceof Json.Whole whole) {
                return whole.value();
              }
              throw new JsonSyntaxException("$.counts must be an array of whole numbers", null);
            })
        .toArray();
  }
}
