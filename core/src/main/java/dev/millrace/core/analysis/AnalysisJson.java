package dev.millrace.core.analysis;

import dev.millrace.column.ColumnName;
import dev.millrace.core.analysis.LabelLift.ValueLift;
import dev.millrace.core.analysis.Relations.AgainstLabel;
import dev.millrace.core.analysis.Relations.Pair;
import dev.millrace.core.analysis.SpanTrends.Trend;
import dev.millrace.core.analysis.TableComparison.ColumnPair;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.profile.ProfileJson;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** JSON forms of what was found; a figure that is not defined is left out. */
public final class AnalysisJson {
  private AnalysisJson() {}

  public static Json of(LabelLift lift) {
    return Json.members()
        .put("label", lift.label().value())
        .put("rows", lift.rows())
        .put(
            "classes",
            lift.classes().stream()
                .map(one -> Json.members().put("class", one.name()).put("rows", one.rows()).build())
                .toList())
        .put("values", lift.values().stream().map(AnalysisJson::of).toList())
        .build();
  }

  private static Json of(ValueLift value) {
    return Json.members()
        .put("columns", names(value.columns()))
        .put("values", Json.texts(value.values()))
        .put("class", value.labelClass())
        .put("rows", value.rows())
        .put("labelled", value.labelled())
        .put("lift", value.lift())
        .put("score", value.score())
        .build();
  }

  public static Json of(TableSlices slices) {
    return Json.members()
        .put("by", names(slices.by()))
        .put("rows-left", slices.left())
        .put(
            "slices",
            slices.slices().stream()
                .map(
                    slice ->
                        Json.members()
                            .put("values", Json.texts(slice.values()))
                            .put("profile", ProfileJson.of(slice.profile()))
                            .build())
                .toList())
        .build();
  }

  public static Json of(Relations relations) {
    MembersBuilder members =
        Json.members()
            .put("rows", relations.rows())
            .flag("whole", relations.whole())
            .put("columns", names(relations.columns()))
            .put("columns-left", names(relations.left()))
            .put("pairs", relations.pairs().stream().map(AnalysisJson::of).toList())
            .put("label", relations.label().stream().map(AnalysisJson::of).toList())
            .put(
                "suspects",
                relations.suspects().stream()
                    .map(
                        one ->
                            Json.members()
                                .put("column", one.column())
                                .put("reason", one.reason())
                                .build())
                    .toList())
            .put(
                "outliers",
                relations.outliers().stream()
                    .map(
                        one ->
                            Json.members()
                                .put("column", one.column().value())
                                .put("low", one.low())
                                .put("high", one.high())
                                .put("below", one.below())
                                .put("above", one.above())
                                .build())
                    .toList());
    relations
        .duplicates()
        .ifPresent(
            some ->
                members.put(
                    "duplicates",
                    Json.members()
                        .put("repeated", some.repeated())
                        .put("distinct", some.distinct())
                        .put("repeated-rows", some.repeatedRows())
                        .build()));
    return members.build();
  }

  private static Json of(Pair pair) {
    MembersBuilder members =
        Json.members().put("one", pair.one().value()).put("two", pair.two().value());
    put(members, "pearson", pair.pearson());
    put(members, "spearman", pair.spearman());
    put(members, "cramers-v", pair.cramersV());
    put(members, "mutual-information", pair.mutualInformation());
    return members.build();
  }

  private static Json of(AgainstLabel column) {
    MembersBuilder members = Json.members().put("column", column.column().value());
    put(members, "auc", column.auc());
    column.positive().ifPresent(name -> members.put("positive", name));
    put(members, "mutual-information", column.mutualInformation());
    put(members, "told", column.told());
    return members.build();
  }

  public static Json of(TableComparison comparison) {
    return Json.members()
        .put(
            "tables",
            List.of(
                Json.members()
                    .put("name", comparison.firstName())
                    .put("profile", ProfileJson.of(comparison.first()))
                    .build(),
                Json.members()
                    .put("name", comparison.secondName())
                    .put("profile", ProfileJson.of(comparison.second()))
                    .build()))
        .put("columns", comparison.columns().stream().map(AnalysisJson::of).toList())
        .build();
  }

  private static Json of(ColumnPair pair) {
    MembersBuilder members = Json.members().put("name", pair.name());
    pair.first().ifPresent(one -> members.put("first-type", one.field().type().text()));
    pair.second().ifPresent(two -> members.put("second-type", two.field().type().text()));
    put(members, "js-divergence-bits", pair.divergence());
    return members
        .put(
            "bins",
            pair.bins().stream()
                .map(
                    bin -> {
                      MembersBuilder one = Json.members().put("name", bin.name());
                      if (!Double.isNaN(bin.from())) {
                        one.put("from", bin.from()).put("to", bin.to());
                      }
                      return one.put("first", bin.first()).put("second", bin.second()).build();
                    })
                .toList())
        .build();
  }

  public static Json of(SpanTrends trends) {
    return Json.members()
        .put("spans", Json.texts(trends.spans()))
        .put("trends", trends.trends().stream().map(one -> of(one, trends.spans())).toList())
        .put(
            "type-changes",
            trends.typeChanges().stream()
                .map(
                    one ->
                        Json.members()
                            .put("column", one.column())
                            .put("types", Json.texts(one.types()))
                            .build())
                .toList())
        .build();
  }

  private static Json of(Trend trend, List<String> spans) {
    MembersBuilder members =
        Json.members().put("column", trend.column()).put("statistic", trend.statistic());
    trend.time().ifPresent(type -> members.put("unit", type.text()));
    return members
        .put(
            "values",
            IntStream.range(0, spans.size())
                .mapToObj(
                    i -> {
                      MembersBuilder one = Json.members().put("span", spans.get(i));
                      put(one, "value", trend.values().get(i));
                      return one.build();
                    })
                .toList())
        .build();
  }

  private static Json names(List<ColumnName> columns) {
    return Json.texts(columns.stream().map(ColumnName::value).toList());
  }

  private static void put(MembersBuilder members, String name, OptionalDouble value) {
    value.ifPresent(some -> members.put(name, some));
  }
}
