package dev.millrace.core.statistics;

import dev.millrace.core.statistics.CommonStatistics.Level;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import dev.millrace.core.statistics.ValueHistogram.Kind;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.List;

/** Writes the JSON form that {@link StatisticsReader} reads. */
public final class StatisticsJson {
  private StatisticsJson() {}

  public static Json of(List<DatasetStatistics> datasets) {
    return Json.members()
        .put("format", StatisticsReader.FORMAT)
        .put("version", StatisticsReader.VERSION)
        .put("datasets", datasets.stream().map(StatisticsJson::dataset).toList())
        .build();
  }

  private static Json dataset(DatasetStatistics dataset) {
    return Json.members()
        .put("name", dataset.name())
        .put("examples", number(dataset.examples()))
        .put("weighted-examples", number(dataset.weightedExamples()))
        .put("columns", dataset.columns().stream().map(StatisticsJson::column).toList())
        .build();
  }

  private static Json column(ColumnStatistics column) {
    MembersBuilder out =
        Json.members().put("name", column.name()).put("type", column.type().word());
    column.common().ifPresent(common -> out.put("common", common(common)));
    column.numeric().ifPresent(numeric -> out.put("numeric", numeric(numeric)));
    column.text().ifPresent(text -> out.put("string", text(text)));
    if (!column.custom().isEmpty()) {
      out.put("custom", column.custom().stream().map(StatisticsJson::custom).toList());
    }
    return out.build();
  }

  private static Json common(CommonStatistics common) {
    MembersBuilder out = level(common.counts()).put("avg-values", number(common.averageValues()));
    if (!common.levels().isEmpty()) {
      out.put("levels", common.levels().stream().map(level -> level(level).build()).toList());
    }
    common
        .weighted()
        .ifPresent(
            weighted ->
                out.put(
                    "weighted",
                    Json.members()
                        .put("present", number(weighted.present()))
                        .put("missing", number(weighted.missing()))
                        .put("total-values", number(weighted.totalValues()))
                        .build()));
    return out.build();
  }

  private static MembersBuilder level(Level level) {
    return Json.members()
        .put("present", number(level.present()))
        .put("missing", number(level.missing()))
        .put("min-values", number(level.leastValues()))
        .put("max-values", number(level.mostValues()))
        .put("total-values", number(level.totalValues()));
  }

  private static Json numeric(NumericStatistics numeric) {
    MembersBuilder out =
        Json.members()
            .put("mean", number(numeric.mean()))
            .put("deviation", number(numeric.deviation()))
            .put("zeros", number(numeric.zeros()))
            .put(
                "min",
                numeric.min().isPresent() ? number(numeric.min().getAsDouble()) : Json.Literal.NULL)
            .put("median", number(numeric.median()))
            .put(
                "max",
                numeric.max().isPresent() ? number(numeric.max().getAsDouble()) : Json.Literal.NULL)
            .put("nan", number(numeric.nan()))
            .put("histograms", numeric.histograms().stream().map(StatisticsJson::of).toList());
    numeric
        .weighted()
        .ifPresent(
            histograms ->
                out.put(
                    "weighted",
                    Json.members()
                        .put("histograms", histograms.stream().map(StatisticsJson::of).toList())
                        .build()));
    return out.build();
  }

  private static Json of(ValueHistogram histogram) {
    return Json.members()
        .put("kind", histogram.kind() == Kind.STANDARD ? "standard" : "quantiles")
        .put("nan", number(histogram.nan()))
        .put("undefined", number(histogram.undefined()))
        .put("buckets", histogram.buckets().stream().map(StatisticsJson::bucket).toList())
        .build();
  }

  private static Json bucket(Bucket bucket) {
    return Json.members()
        .put("low", number(bucket.low()))
        .put("high", number(bucket.high()))
        .put("count", number(bucket.mass()))
        .build();
  }

  private static Json text(TextStatistics text) {
    MembersBuilder out =
        Json.members()
            .put("unique", text.unique())
            .put("avg-length", number(text.averageLength()))
            .put("invalid-utf8", number(text.invalidUtf8()))
            .put("ranks", masses(text.ranks()));
    text.weighted()
        .ifPresent(
            ranks -> out.put("weighted", Json.members().put("ranks", masses(ranks)).build()));
    return out.build();
  }

  private static Json masses(List<ValueMass> masses) {
    return Json.items(
        masses.stream()
            .map(
                mass ->
                    Json.members()
                        .put("value", mass.value())
                        .put("count", number(mass.mass()))
                        .build())
            .toList());
  }

  private static Json custom(ColumnStatistics.CustomStatistic custom) {
    MembersBuilder out = Json.members().put("name", custom.name());
    custom.number().ifPresent(value -> out.put("number", number(value)));
    custom.text().ifPresent(value -> out.put("text", value));
    if (!custom.counts().isEmpty()) {
      out.put("counts", masses(custom.counts()));
    }
    return out.build();
  }

  /** A number as the form has it: whole ones without a fraction, the infinities as texts. */
  public static Json number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Json.of((long) value);
    }
    return Double.isFinite(value) ? Json.of(value) : Json.of(Double.toString(value));
  }
}
