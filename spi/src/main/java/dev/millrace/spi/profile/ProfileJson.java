package dev.millrace.spi.profile;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.histogram.HistogramJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.profile.DistinctCount.Precision;
import dev.millrace.spi.profile.SampledColumn.Quantile;
import dev.millrace.spi.profile.Semantics.Meaning;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * JSON form of a profile, version 1. A figure that is not defined is left out; equal profiles have
 * equal canonical bytes.
 */
public final class ProfileJson {
  private static final long VERSION = 1;

  private ProfileJson() {}

  public static Json of(TableProfile profile) {
    return Json.members()
        .put("profile-version", VERSION)
        .put("rows", profile.rows())
        .put("sample-rows", profile.sampleRows())
        .put("columns", profile.columns().stream().map(ProfileJson::of).toList())
        .build();
  }

  /** Reads a profile; a {@link JsonSyntaxException} says what is wrong with it. */
  public static TableProfile read(Json json) {
    JsonObject profile =
        JsonObject.of("profile", json).only("profile-version", "rows", "sample-rows", "columns");
    if (profile.whole("profile-version") != VERSION) {
      throw new JsonSyntaxException(
          "this program reads profiles of version 1, not " + profile.whole("profile-version"),
          null);
    }
    try {
      return new TableProfile(
          profile.whole("rows"),
          profile.whole("sample-rows"),
          profile.items("columns").stream().map(ProfileJson::column).toList());
    } catch (IllegalArgumentException e) {
      throw new JsonSyntaxException("profile: " + e.getMessage(), e);
    }
  }

  private static Json of(ColumnProfile column) {
    return Json.members()
        .put("name", column.field().name().value())
        .put("type", column.field().type().text())
        .put("exact", of(column.exact()))
        .put("sampled", of(column.sampled()))
        .put("semantics", of(column.semantics()))
        .build();
  }

  private static ColumnProfile column(Json json) {
    JsonObject column =
        JsonObject.of("columns", json).only("name", "type", "exact", "sampled", "semantics");
    ColumnType type = ColumnType.parse(column.text("type"));
    return new ColumnProfile(
        Field.of(column.text("name"), type),
        exact(column.object("exact")),
        sampled(column.object("sampled")),
        semantics(column.object("semantics")));
  }

  private static Json of(ExactColumn exact) {
    return Json.members()
        .put("rows", exact.rows())
        .put("missing", exact.missing())
        .put("distinct", exact.distinct().values())
        .put("distinct-precision", word(exact.distinct().precision()))
        .put("top", exact.top().stream().map(ProfileJson::of).toList())
        .put("figures", FiguresJson.of(exact.figures()))
        .build();
  }

  private static ExactColumn exact(JsonObject exact) {
    exact.only("rows", "missing", "distinct", "distinct-precision", "top", "figures");
    return new ExactColumn(
        exact.whole("rows"),
        exact.whole("missing"),
        new DistinctCount(
            exact.whole("distinct"), constant(Precision.class, exact.text("distinct-precision"))),
        valueCounts(exact.items("top")),
        FiguresJson.read(exact.object("figures")));
  }

  private static Json of(SampledColumn sampled) {
    MembersBuilder members =
        Json.members()
            .put(
                "quantiles",
                sampled.quantiles().stream()
                    .map(
                        quantile ->
                            Json.members()
                                .put("probability", quantile.probability())
                                .put("value", quantile.value())
                                .build())
                    .toList())
            .put("top", sampled.top().stream().map(ProfileJson::of).toList());
    sampled.histogram().ifPresent(some -> members.put("histogram", HistogramJson.toJson(some)));
    sampled.spread().ifPresent(some -> members.put("spread", SampledJson.of(some)));
    sampled.text().ifPresent(some -> members.put("text", SampledJson.of(some)));
    return members.build();
  }

  private static SampledColumn sampled(JsonObject sampled) {
    sampled.only("quantiles", "histogram", "top", "spread", "text");
    return new SampledColumn(
        sampled.items("quantiles").stream()
            .map(item -> JsonObject.of("quantiles", item).only("probability", "value"))
            .map(item -> new Quantile(item.real("probability"), item.real("value")))
            .toList(),
        sampled.find("histogram").map(HistogramJson::readFixedEdge),
        valueCounts(sampled.items("top")),
        sampled.find("spread").map(SampledJson::spread),
        sampled.find("text").map(SampledJson::text));
  }

  private static Json of(Semantics semantics) {
    return Json.members()
        .put("meaning", word(semantics.meaning()))
        .put("reason", semantics.reason())
        .put("temporal", word(semantics.temporal()))
        .build();
  }

  private static Semantics semantics(JsonObject semantics) {
    semantics.only("meaning", "reason", "temporal");
    return new Semantics(
        constant(Meaning.class, semantics.text("meaning")),
        semantics.text("reason"),
        constant(TemporalForm.class, semantics.text("temporal")));
  }

  static Json of(ValueCount value) {
    return Json.members().put("value", value.value()).put("count", value.count()).build();
  }

  static List<ValueCount> valueCounts(List<Json> items) {
    return items.stream()
        .map(item -> JsonObject.of("top", item).only("value", "count"))
        .map(item -> new ValueCount(item.text("value"), item.whole("count")))
        .toList();
  }

  /** An enum constant as JSON has it: {@code EPOCH_SECONDS} is {@code epoch-seconds}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Optional.of(word)
        .map(text -> text.toUpperCase(Locale.ROOT).replace('-', '_'))
        .flatMap(
            name ->
                List.of(type.getEnumConstants()).stream()
                    .filter(constant -> constant.name().equals(name))
                    .findFirst())
        .orElseThrow(() -> new JsonSyntaxException("unknown word '" + word + "'", null));
  }
}
