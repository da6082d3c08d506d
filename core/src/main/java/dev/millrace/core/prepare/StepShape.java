package dev.millrace.core.prepare;

import dev.millrace.core.config.JsonSchema;
import dev.millrace.core.config.KeyDoc;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForms;
import dev.millrace.feature.CalendarPart;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What the key {@code features} takes, for editors; told by the readers of the steps. */
final class StepShape {
  private static final Shape CALENDAR_PART = ValueForms.choice(CalendarPart.class).shape();
  private static final Shape NOTHING =
      new Shape(Json.members().put("type", Json.texts(List.of("null"))).build());

  private StepShape() {}

  /** The whole value of the key. */
  static Shape features() {
    List<String> words = new ArrayList<>(StepReader.WORDS);
    words.add("auto");
    Shape word = Shape.choice(words);
    Shape step = Shape.either(word, object(steps(), Json.of(false)).alone());
    MembersBuilder keyed = Json.members();
    keyed.put("from", described("the column the first step reads", ValueForms.column().shape()));
    keyed.put("expression", described("expression the first step reads", Shape.TEXT));
    keyed.put("steps", described("steps in order", Shape.list(step)));
    steps().values().forEach(keyed::put);
    Shape feature =
        Shape.either(
            Shape.choice(List.of("drop")),
            Shape.list(step),
            object(keyed.build(), Json.of(false)).shape());
    Json.Members rest =
        described("what happens to columns not named", Shape.choice(List.of("auto", "drop")));
    return object(Json.members().put("rest", rest).build(), feature.schema()).shape();
  }

  /** An object, and the same with exactly one member. */
  private record ObjectShape(Json.Members schema) {
    Shape shape() {
      return new Shape(schema);
    }

    Shape alone() {
      MembersBuilder alone = Json.members();
      schema.values().forEach(alone::put);
      return new Shape(alone.put("minProperties", 1).put("maxProperties", 1).build());
    }
  }

  private static ObjectShape object(Json.Members properties, Json additional) {
    return new ObjectShape(
        Json.members()
            .put("type", "object")
            .put("properties", properties)
            .put("additionalProperties", additional)
            .build());
  }

  /** Each step with what it takes. */
  private static Json.Members steps() {
    MembersBuilder steps = Json.members();
    for (String word : StepReader.WORDS) {
      steps.put(word, argument(word).schema());
    }
    return steps.build();
  }

  private static Shape argument(String word) {
    return switch (word) {
      case "impute" ->
          Shape.either(
              Shape.choice(List.of("mean", "median", "mode")),
              keys((reader, section) -> reader.constant(section)));
      case "standardize", "robust", "min-max", "max-abs", "log1p", "missing-flag" -> NOTHING;
      case "clip" -> keys(StepReader::clip);
      case "quantile-buckets" -> StepReader.BUCKETS.shape();
      case "buckets" -> Shape.list(StepReader.EDGE.shape());
      case "one-hot" -> Shape.either(NOTHING, keys(StepReader::oneHot));
      case "target-encode" -> Shape.either(NOTHING, keys(StepReader::targetMean));
      case "ordinal" -> Shape.either(NOTHING, keys(StepReader::ordinal));
      case "hash" -> StepReader.HASHES.shape();
      case "take", "cycle" -> CALENDAR_PART;
      default -> throw new IllegalStateException("no shape for the step " + word);
    };
  }

  /** The keys a reader of a mapping asks for. */
  private static Shape keys(BiFunction<StepReader, Section, ?> read) {
    List<KeyDoc> docs = new ArrayList<>();
    var _ = read.apply(new StepReader("", new Problems()), Section.describing(docs));
    return new Shape(new JsonSchema(docs).object());
  }

  private static Json.Members described(String meaning, Shape shape) {
    MembersBuilder property = Json.members().put("description", meaning);
    shape.schema().values().forEach(property::put);
    return property.build();
  }
}
