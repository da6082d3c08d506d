package dev.millrace.core.flow;

import dev.millrace.core.config.JsonSchema;
import dev.millrace.core.config.PrettyJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.learn.LearnerProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Pipelines as JSON Schema 2020-12, by which editors complete and check. What it refuses the reader
 * refuses too; the reader refuses more.
 */
public final class PipelineSchema {
  private static final String TRAIN = "train";

  private PipelineSchema() {}

  /** The schema as text for a file. */
  public static String text(SortedMap<String, LearnerProvider> learners) {
    Json.Members top = new JsonSchema(PipelineConfig.describe(learners)).object();
    MembersBuilder schema =
        Json.members()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("title", "A pipeline of Millrace");
    top.values()
        .forEach(
            (keyword, value) ->
                schema.put(
                    keyword,
                    value instanceof Json.Members properties && keyword.equals("properties")
                        ? withTrain(properties, learners)
                        : value));
    return PrettyJson.text(schema.build());
  }

  private static Json withTrain(
      Json.Members properties, SortedMap<String, LearnerProvider> learners) {
    MembersBuilder all = Json.members();
    properties
        .values()
        .forEach((key, value) -> all.put(key, key.equals(TRAIN) ? train(value, learners) : value));
    return all.build();
  }

  /** The keys of all learners; which of them go together depends on the learner's name. */
  private static Json train(Json plain, SortedMap<String, LearnerProvider> learners) {
    Map<String, Set<Json>> every = new LinkedHashMap<>();
    List<Json> rules = new ArrayList<>();
    for (String learner : learners.keySet()) {
      Json.Members keys = trainKeys(PipelineConfig.describe(learners, learner));
      keys.values()
          .forEach((key, s) -> every.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(s));
      rules.add(rule(named(learner), keys));
    }
    Json absent = Json.members().put("not", required("learner")).build();
    rules.add(rule(absent, trainKeys(PipelineConfig.describe(learners))));
    MembersBuilder properties = Json.members();
    every.forEach(
        (key, forms) ->
            properties.put(
                key,
                forms.size() == 1
                    ? forms.iterator().next()
                    : Json.members().put("anyOf", List.copyOf(forms)).build()));
    MembersBuilder schema = Json.members();
    ((Json.Members) plain)
        .values()
        .forEach((word, v) -> schema.put(word, word.equals("properties") ? properties.build() : v));
    return schema.put("allOf", rules).build();
  }

  private static Json.Members trainKeys(List<dev.millrace.core.config.KeyDoc> docs) {
    return (Json.Members) new JsonSchema(docs).object(TRAIN).find("properties").orElseThrow();
  }

  private static Json rule(Json when, Json.Members keys) {
    Json then = Json.members().put("properties", keys).flag("additionalProperties", false).build();
    return Json.members().put("if", when).put("then", then).build();
  }

  private static Json named(String learner) {
    Json.Members name =
        Json.members().put("learner", Json.members().put("const", learner).build()).build();
    MembersBuilder when = Json.members().put("properties", name);
    required("learner").values().forEach(when::put);
    return when.build();
  }

  private static Json.Members required(String key) {
    return Json.members().put("required", Json.texts(List.of(key))).build();
  }
}
