package dev.millrace.core.config;

import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys as JSON Schema, made of what the reader of each key says about it. */
public final class JsonSchema {
  private final Map<String, KeyDoc> docs = new LinkedHashMap<>();

  public JsonSchema(List<KeyDoc> docs) {
    docs.forEach(doc -> this.docs.put(doc.path(), doc));
  }

  /** The keywords of a mapping of keys. */
  public Json.Members object() {
    return object("");
  }

  /** The keywords of a section, found by its path. */
  public Json.Members object(String path) {
    MembersBuilder properties = Json.members();
    List<String> required = new ArrayList<>();
    for (KeyDoc doc : docs.values()) {
      if (parent(doc.path()).equals(path)) {
        String key = doc.path().substring(path.isEmpty() ? 0 : path.length() + 1);
        properties.put(key, property(doc));
        if (isRequired(doc)) {
          required.add(key);
        }
      }
    }
    MembersBuilder object = Json.members().put("type", "object");
    if (!required.isEmpty()) {
      object.put("required", Json.texts(required));
    }
    return object.put("properties", properties.build()).flag("additionalProperties", false).build();
  }

  private Json property(KeyDoc doc) {
    MembersBuilder property =
        Json.members().put("description", doc.meaning() + ": " + doc.allowed());
    if (!doc.defaultText().isEmpty()) {
      property.put("default", scalar(doc.defaultText()));
    }
    Json.Members keywords = isSection(doc) ? object(doc.path()) : doc.shape().schema();
    keywords.values().forEach(property::put);
    return property.build();
  }

  private boolean isSection(KeyDoc doc) {
    return docs.keySet().stream().anyMatch(path -> parent(path).equals(doc.path()));
  }

  /** A section without which a required key would be missing must be there itself. */
  private boolean isRequired(KeyDoc doc) {
    return doc.presence() == KeyDoc.Presence.REQUIRED
        || docs.values().stream()
            .anyMatch(inner -> parent(inner.path()).equals(doc.path()) && isRequired(inner));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('.'), 0));
  }

  /** A default as YAML reads what a user would write. */
  private static Json scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Json.of(text.equals("true"));
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return number.scale() <= 0 ? Json.of(number.longValueExact()) : Json.of(number.doubleValue());
    } catch (ArithmeticException | NumberFormatException e) {
      return Json.of(text);
    }
  }
}
