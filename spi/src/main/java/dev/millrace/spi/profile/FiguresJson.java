package dev.millrace.spi.profile;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.profile.ColumnFigures.MomentFigures;
import dev.millrace.spi.profile.ColumnFigures.PeriodCounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** JSON form of the figures of each kind of column. */
final class FiguresJson {
  private FiguresJson() {}

  static Json of(ColumnFigures figures) {
    MembersBuilder members = Json.members();
    if (figures instanceof ColumnFigures.Whole whole) {
      members.put("kind", "whole").put("zeros", whole.zeros()).put("negatives", whole.negatives());
      put(members, "min", whole.min());
      put(members, "max", whole.max());
      put(members, whole.moments());
    } else if (figures instanceof ColumnFigures.Real real) {
      members
          .put("kind", "real")
          .put("nan", real.nan())
          .put("negative-infinity", real.negativeInfinity())
          .put("positive-infinity", real.positiveInfinity())
          .put("zeros", real.zeros())
          .put("negatives", real.negatives());
      put(members, "min", real.min());
      put(members, "max", real.max());
      put(members, real.moments());
    } else if (figures instanceof ColumnFigures.Time time) {
      members.put("kind", "time");
      put(members, "min", time.min());
      put(members, "max", time.max());
      time.periods().ifPresent(periods -> members.put("periods", of(periods)));
    } else if (figures instanceof ColumnFigures.Text text) {
      members.put("kind", "text").put("empty", text.empty()).put("spaced", text.spaced());
      put(members, "shortest", text.shortest());
      put(members, "longest", text.longest());
      put(members, "mean-length", text.meanLength());
      text.min().ifPresent(min -> members.put("min", min));
      text.max().ifPresent(max -> members.put("max", max));
    } else if (figures instanceof ColumnFigures.Bool bool) {
      members.put("kind", "bool").put("true", bool.trues()).put("false", bool.falses());
    } else if (figures instanceof ColumnFigures.Lists lists) {
      members.put("kind", "lists").put("empty", lists.empty()).put("elements", lists.elements());
      put(members, "shortest", lists.shortest());
      put(members, "longest", lists.longest());
    } else {
      members.put("kind", "opaque");
    }
    return members.build();
  }

  static ColumnFigures read(JsonObject json) {
    return switch (json.text("kind")) {
      case "whole" -> whole(json);
      case "real" -> real(json);
      case "time" -> time(json);
      case "text" -> text(json);
      case "bool" ->
          new ColumnFigures.Bool(
              json.only("kind", "true", "false").whole("true"), json.whole("false"));
      case "lists" -> {
        json.only("kind", "empty", "elements", "shortest", "longest");
        yield new ColumnFigures.Lists(
            json.whole("empty"),
            json.whole("elements"),
            whole(json, "shortest"),
            whole(json, "longest"));
      }
      case "opaque" -> {
        json.only("kind");
        yield new ColumnFigures.Opaque();
      }
      default ->
          throw new JsonSyntaxException(
              "unknown kind of figures '" + json.text("kind") + "'", null);
    };
  }

  private static ColumnFigures whole(JsonObject json) {
    json.only("kind", "min", "max", "zeros", "negatives", "mean", "deviation", "skewness");
    return new ColumnFigures.Whole(
        whole(json, "min"),
        whole(json, "max"),
        json.whole("zeros"),
        json.whole("negatives"),
        moments(json));
  }

  private static ColumnFigures real(JsonObject json) {
    json.only(
        "kind",
        "min",
        "max",
        "nan",
        "negative-infinity",
        "positive-infinity",
        "zeros",
        "negatives",
        "mean",
        "deviation",
        "skewness");
    return new ColumnFigures.Real(
        real(json, "min"),
        real(json, "max"),
        json.whole("nan"),
        json.whole("negative-infinity"),
        json.whole("positive-infinity"),
        json.whole("zeros"),
        json.whole("negatives"),
        moments(json));
  }

  private static ColumnFigures time(JsonObject json) {
    json.only("kind", "min", "max", "periods");
    return new ColumnFigures.Time(
        whole(json, "min"),
        whole(json, "max"),
        json.find("periods").map(value -> periods(JsonObject.of("periods", value))));
  }

  private static ColumnFigures text(JsonObject json) {
    json.only("kind", "empty", "spaced", "shortest", "longest", "mean-length", "min", "max");
    return new ColumnFigures.Text(
        json.whole("empty"),
        json.whole("spaced"),
        whole(json, "shortest"),
        whole(json, "longest"),
        real(json, "mean-length"),
        json.find("min").map(value -> json.text("min")),
        json.find("max").map(value -> json.text("max")));
  }

  private static Json of(PeriodCounts periods) {
    return Json.members()
        .put("period", ProfileJson.word(periods.period()))
        .put("starts", periods.starts().stream().map(Json::of).toList())
        .put("counts", periods.counts().stream().map(Json::of).toList())
        .build();
  }

  private static PeriodCounts periods(JsonObject json) {
    json.only("period", "starts", "counts");
    return new PeriodCounts(
        ProfileJson.constant(NaturalPeriod.class, json.text("period")),
        wholes(json, "starts"),
        wholes(json, "counts"));
  }

  private static List<Long> wholes(JsonObject json, String name) {
    return json.items(name).stream()
        .map(
            item -> {
              if (item instanceof Json.Whole whole) {
                return whole.value();
              }
              throw new JsonSyntaxException(name + " must hold whole numbers", null);
            })
        .toList();
  }

  private static void put(MembersBuilder members, MomentFigures moments) {
    put(members, "mean", moments.mean());
    put(members, "deviation", moments.deviation());
    put(members, "skewness", moments.skewness());
  }

  private static MomentFigures moments(JsonObject json) {
    return new MomentFigures(real(json, "mean"), real(json, "deviation"), real(json, "skewness"));
  }

  private static void put(MembersBuilder members, String name, OptionalLong value) {
    value.ifPresent(number -> members.put(name, number));
  }

  private static void put(MembersBuilder members, String name, OptionalDouble value) {
    value.ifPresent(number -> members.put(name, number));
  }

  private static OptionalLong whole(JsonObject json, String name) {
    Optional<Json> value = json.find(name);
    return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(json.whole(name));
  }

  private static OptionalDouble real(JsonObject json, String name) {
    Optional<Json> value = json.find(name);
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(json.real(name));
  }
}
