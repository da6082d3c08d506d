package dev.millrace.core.config;

import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * What an editor may let people write at a place of a file, as JSON Schema. It is never stricter
 * than the reader, which has the last word.
 *
 * @param schema keywords of JSON Schema 2020-12
 */
public record Shape(Json.Members schema) {
  /** Any scalar: the reader takes it as it is written. */
  public static final Shape TEXT =
      new Shape(
          Json.members()
              .put("type", Json.texts(List.of("string", "number", "boolean", "null")))
              .build());

  /** A mapping whose keys are told apart. */
  public static final Shape SECTION = new Shape(Json.members().put("type", "object").build());

  public static final Shape FLAG = new Shape(Json.members().put("type", "boolean").build());

  public Shape {
    Objects.requireNonNull(schema);
  }

  /** One of some words. */
  public static Shape choice(List<String> words) {
    return new Shape(Json.members().put("enum", Json.texts(words)).build());
  }

  /** Texts of a regular expression, anchored by whoever wrote it. */
  public static Shape pattern(String expression) {
    return new Shape(Json.members().put("type", "string").put("pattern", expression).build());
  }

  /** Whole numbers within limits, both included. */
  public static Shape whole(long lowest, long highest) {
    MembersBuilder number = Json.members().put("type", "integer").put("minimum", lowest);
    if (highest < 1L << 53) { // editors count in doubles
      number.put("maximum", highest);
    }
    return either(new Shape(number.build()), pattern("^[+-]?[0-9][0-9_]*$"));
  }

  /** Numbers within limits, both included. */
  public static Shape real(double lowest, double highest) {
    MembersBuilder number = Json.members().put("type", "number");
    if (Math.abs(lowest) < 1e300) {
      number.put("minimum", lowest);
    }
    if (Math.abs(highest) < 1e300) {
      number.put("maximum", highest);
    }
    return new Shape(number.build());
  }

  /** A list, or the one thing that would be alone in it. */
  public static Shape list(Shape item) {
    return either(
        item, new Shape(Json.members().put("type", "array").put("items", item.schema()).build()));
  }

  /** Any of some shapes. */
  public static Shape either(Shape... shapes) {
    return new Shape(
        Json.members().put("anyOf", List.of(shapes).stream().map(Shape::schema).toList()).build());
  }
}
