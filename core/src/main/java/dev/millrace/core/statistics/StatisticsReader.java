package dev.millrace.core.statistics;

import dev.millrace.core.statistics.ColumnStatistics.CustomStatistic;
import dev.millrace.core.statistics.CommonStatistics.Level;
import dev.millrace.core.statistics.CommonStatistics.Weighted;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import dev.millrace.core.statistics.ValueHistogram.Kind;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads the JSON form of statistics (docs/statistics.md). A part that is left out was not computed;
 * a number that is left out of a part is 0, and a list that is left out is empty.
 */
public final class StatisticsReader {
  static final String FORMAT = "millrace-statistics";
  static final int VERSION = 1;

  /** What other systems' statistics hold and this form does not take. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "struct", "statistics of nested columns (struct) are not read",
          "path", "statistics of nested columns (path) are not read: give the column's name",
          "cross-features", "statistics of pairs of columns (cross-features) are not read",
          "validation-derived-source", "columns derived for validation are not read");

  private StatisticsReader() {}

  /**
   * Every data set and slice of a document.
   *
   * @param file name for messages
   * @throws MillraceException SOURCE_UNREADABLE when it is not of the form
   */
  public static List<DatasetStatistics> read(String file, byte[] bytes) {
    try {
      JsonObject in = JsonObject.of(JsonReader.read(bytes)).only("format", "version", "datasets");
      if (!in.text("format").equals(FORMAT) || in.whole("version") != VERSION) {
        throw new JsonSyntaxException(
            "this is not " + FORMAT + " version " + VERSION + " but " + in.text("format"), null);
      }
      return in.items("datasets").stream()
          .map(item -> dataset(JsonObject.of("$.datasets", item)))
          .toList();
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SOURCE_UNREADABLE, "the statistics cannot be read")
              .at(file)
              .found(e)
              .allowed("the form of docs/statistics.md")
              .next("Correct the file, or name a data file: its statistics are then computed."),
          e);
    }
  }

  private static DatasetStatistics dataset(JsonObject in) {
    refuse(in, "cross-features");
    in.only("name", "examples", "weighted-examples", "columns");
    return new DatasetStatistics(
        in.find("name").isPresent() ? in.text("name") : "",
        count(in, "examples"),
        count(in, "weighted-examples"),
        items(in, "columns").stream().map(StatisticsReader::column).toList());
  }

  private static ColumnStatistics column(Json json) {
    JsonObject in = JsonObject.of("$.datasets.columns", json);
    refuse(in, "path", "struct", "validation-derived-source");
    String name = in.text("name");
    JsonObject column =
        JsonObject.of("column '" + name + "'", json)
            .only("name", "type", "common", "numeric", "string", "custom");
    return new ColumnStatistics(
        name,
        type(column),
        part(column, "common").map(StatisticsReader::common),
        part(column, "numeric").map(StatisticsReader::numeric),
        part(column, "string").map(StatisticsReader::text),
        items(column, "custom").stream()
            .map(item -> custom(JsonObject.of("column '" + name + "'.custom", item)))
            .toList());
  }

  private static StatisticsType type(JsonObject in) {
    String word = in.text("type");
    if (word.equals("struct")) {
      throw new JsonSyntaxException(REFUSED.getOrDefault(word, word), null);
    }
    return Arrays.stream(StatisticsType.values())
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new JsonSyntaxException(
                    "type '"
                        + word
                        + "' is none of "
                        + Arrays.stream(StatisticsType.values()).map(StatisticsType::word).toList(),
                    null));
  }

  private static CommonStatistics common(JsonObject in) {
    in.only(
        "present",
        "missing",
        "min-values",
        "max-values",
        "avg-values",
        "total-values",
        "levels",
        "values-histogram",
        "weighted");
    part(in, "values-histogram").ifPresent(StatisticsReader::histogram);
    return new CommonStatistics(
        level(in),
        count(in, "avg-values"),
        items(in, "levels").stream()
            .map(item -> JsonObject.of("levels", item))
            .map(
                level ->
                    level(
                        level.only(
                            "present", "missing", "min-values", "max-values", "total-values")))
            .toList(),
        part(in, "weighted")
            .map(w -> w.only("present", "missing", "avg-values", "total-values"))
            .map(
                w ->
                    new Weighted(
                        count(w, "present"), count(w, "missing"), count(w, "total-values"))));
  }

  private static Level level(JsonObject in) {
    return new Level(
        count(in, "present"),
        count(in, "missing"),
        count(in, "min-values"),
        count(in, "max-values"),
        count(in, "total-values"));
  }

  private static NumericStatistics numeric(JsonObject in) {
    in.only("mean", "deviation", "zeros", "min", "median", "max", "nan", "histograms", "weighted");
    return new NumericStatistics(
        real(in, "mean"),
        real(in, "deviation"),
        count(in, "zeros"),
        bound(in, "min"),
        real(in, "median"),
        bound(in, "max"),
        count(in, "nan"),
        histograms(in),
        part(in, "weighted")
            .map(w -> histograms(w.only("mean", "deviation", "median", "histograms"))));
  }

  private static List<ValueHistogram> histograms(JsonObject in) {
    return items(in, "histograms").stream()
        .map(item -> histogram(JsonObject.of("histograms", item)))
        .toList();
  }

  private static ValueHistogram histogram(JsonObject in) {
    in.only("kind", "name", "nan", "undefined", "buckets");
    String kind = in.find("kind").isPresent() ? in.text("kind") : "standard";
    if (!kind.equals("standard") && !kind.equals("quantiles")) {
      throw new JsonSyntaxException(
          "a histogram is of kind 'standard' or 'quantiles', not '" + kind + "'", null);
    }
    return new ValueHistogram(
        kind.equals("standard") ? Kind.STANDARD : Kind.QUANTILES,
        count(in, "nan"),
        count(in, "undefined"),
        items(in, "buckets").stream()
            .map(item -> JsonObject.of("buckets", item).only("low", "high", "count"))
            .map(b -> new Bucket(real(b, "low"), real(b, "high"), count(b, "count")))
            .toList());
  }

  private static TextStatistics text(JsonObject in) {
    in.only("unique", "top", "avg-length", "ranks", "invalid-utf8", "weighted");
    masses(in, "top");
    return new TextStatistics(
        in.find("unique").isPresent() ? in.whole("unique") : 0,
        count(in, "avg-length"),
        count(in, "invalid-utf8"),
        masses(in, "ranks"),
        part(in, "weighted").map(w -> masses(w.only("top", "ranks"), "ranks")));
  }

  private static List<ValueMass> masses(JsonObject in, String name) {
    return items(in, name).stream()
        .map(item -> JsonObject.of(name, item).only("value", "count", "low-rank", "high-rank"))
        .map(item -> new ValueMass(item.text("value"), count(item, "count")))
        .toList();
  }

  private static CustomStatistic custom(JsonObject in) {
    in.only("name", "number", "text", "counts");
    return new CustomStatistic(
        in.text("name"),
        in.find("number").map(number -> real(in, "number")),
        in.find("text").map(text -> in.text("text")),
        masses(in, "counts"));
  }

  private static void refuse(JsonObject in, String... names) {
    for (String name : names) {
      if (in.find(name).isPresent()) {
        throw new JsonSyntaxException(REFUSED.getOrDefault(name, name), null);
      }
    }
  }

  private static Optional<JsonObject> part(JsonObject in, String name) {
    return in.find(name).map(value -> in.object(name));
  }

  private static List<Json> items(JsonObject in, String name) {
    return in.find(name).isPresent() ? in.items(name) : List.of();
  }

  private static OptionalDouble bound(JsonObject in, String name) {
    return in.find(name).filter(value -> value == Json.Literal.NULL).isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(real(in, name));
  }

  private static double count(JsonObject in, String name) {
    double value = real(in, name);
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new JsonSyntaxException(
          name + " must be a number from 0 upwards, found " + value, null);
    }
    return value;
  }

  /** A number; JSON has none for the infinities and NaN, which are written as texts. */
  private static double real(JsonObject in, String name) {
    Optional<Json> value = in.find(name);
    if (value.isEmpty()) {
      return 0;
    }
    if (value.get() instanceof Json.Text text) {
      return switch (text.value()) {
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default ->
            throw new JsonSyntaxException(
                name + " must be a number, 'Infinity', '-Infinity' or 'NaN'", null);
      };
    }
    return in.real(name);
  }
}
