package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * JSON form of feature plans: version 1 when every input is a column of the raw rows, version 2
 * when some input has a {@link Supply}, so that whoever does not know of supplies refuses the plan
 * by its version. Reading is strict: an unknown member or kind of step, a setting out of range, a
 * plan that does not hold together is refused by name, and nothing in it can run code.
 */
public final class FeaturePlanJson {
  private static final String FORMAT = "millrace-feature-plan";
  private static final int SENT_ONLY = 1;
  private static final int WITH_SUPPLIES = 2;
  private static final int LONGEST_TYPE = 100;

  private FeaturePlanJson() {}

  public static Json.Members toJson(FeaturePlan plan) {
    return Json.members()
        .put("format", FORMAT)
        .put("version", plan.supplies().isEmpty() ? SENT_ONLY : WITH_SUPPLIES)
        .put("inputs", plan.inputs().asList().stream().map(field -> input(plan, field)).toList())
        .put("steps", plan.steps().stream().map(RowStep::toJson).toList())
        .put("features", plan.features().stream().map(FeaturePlanJson::feature).toList())
        .build();
  }

  private static Json input(FeaturePlan plan, Field field) {
    MembersBuilder input =
        Json.members().put("name", field.name().value()).put("type", field.type().text());
    Supply supply = plan.supplies().get(field.name());
    return supply == null ? input.build() : input.put("supply", supply.toJson()).build();
  }

  private static Json feature(FeatureOutput feature) {
    return Json.members()
        .put("name", feature.name().value())
        .put("column", feature.column().value())
        .put("emit", Setting.text(feature.emission()))
        .build();
  }

  /**
   * Reads {@link #toJson}.
   *
   * @throws MillraceException SCORER_VERSION_UNSUPPORTED for a plan of a later version,
   *     SCORER_INVALID for anything else that is not a plan
   */
  public static FeaturePlan fromJson(Json json) {
    try {
      JsonObject in = JsonObject.of("feature plan", json);
      long version = requireVersion(in);
      in.only("format", "version", "inputs", "steps", "features");
      Map<ColumnName, Supply> supplies = new LinkedHashMap<>();
      Fields inputs =
          new Fields(
              each(
                  in,
                  "inputs",
                  (path, input) -> {
                    Field field = readInput(path, input, version);
                    JsonObject.of(path, input)
                        .find("supply")
                        .ifPresent(
                            supply ->
                                supplies.put(field.name(), Supply.read(path + ".supply", supply)));
                    return field;
                  }));
      if (version == WITH_SUPPLIES && supplies.isEmpty()) {
        throw new JsonSyntaxException("version 2 without a supply", null);
      }
      return new FeaturePlan(
          inputs,
          each(in, "steps", StepKind::read),
          each(in, "features", FeaturePlanJson::readFeature),
          supplies);
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SCORER_INVALID, "not a valid feature plan: " + e.getMessage())
              .next("Make the scorer again; a plan is not written by hand."),
          e);
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.SCORER_VERSION_UNSUPPORTED) {
        throw e;
      }
      throw new MillraceException(
          e.problems().stream()
              .map(
                  p ->
                      new Problem(
                          ErrorCode.SCORER_INVALID,
                          "not a valid feature plan: " + p.what(),
                          p.where(),
                          p.found(),
                          p.allowed(),
                          p.next()))
              .toList(),
          e);
    }
  }

  private static long requireVersion(JsonObject in) {
    if (!in.text("format").equals(FORMAT)) {
      throw new JsonSyntaxException("its format is '" + in.text("format") + "'", null);
    }
    long version = in.whole("version");
    if (version != SENT_ONLY && version != WITH_SUPPLIES) {
      throw Problem.of(
              ErrorCode.SCORER_VERSION_UNSUPPORTED, "the feature plan has a version not known here")
          .found(version)
          .allowed("1 to " + WITH_SUPPLIES)
          .next("Read it with the Millrace that wrote it, or a later one.")
          .asException();
    }
    return version;
  }

  private static <T> List<T> each(
      JsonObject in, String member, BiFunction<String, Json, T> reader) {
    List<Json> items = in.items(member);
    if (items.size() > FeaturePlan.MOST_SLOTS) {
      throw new JsonSyntaxException(
          items.size() + " " + member + ", at most " + FeaturePlan.MOST_SLOTS + " are read", null);
    }
    List<T> read = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String path = member + "[" + i + "]";
      try {
        read.add(reader.apply(path, items.get(i)));
      } catch (IllegalArgumentException e) {
        throw new JsonSyntaxException(path + ": " + e.getMessage(), e);
      }
    }
    return read;
  }

  private static Field readInput(String path, Json json, long version) {
    JsonObject in = JsonObject.of(path, json);
    if (version == SENT_ONLY) {
      in.only("name", "type");
    } else {
      in.only("name", "type", "supply");
    }
    String type = in.text("type");
    if (type.length() > LONGEST_TYPE) {
      throw new JsonSyntaxException(path + ".type is not the name of a type", null);
    }
    return new Field(Setting.column(in, "name"), ColumnType.parse(type));
  }

  private static FeatureOutput readFeature(String path, Json json) {
    JsonObject in = JsonObject.of(path, json).only("name", "column", "emit");
    return new FeatureOutput(
        new FeatureName(in.text("name")),
        new ColumnName(in.text("column")),
        Setting.constant(in, "emit", Emission.values()));
  }
}
