package dev.millrace.json;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object read strictly: members are asked for by name and type, and {@link #only} refuses
 * the ones nobody asked for. Every complaint names the path.
 */
public final class JsonObject {
  private final String path;
  private final Json.Members members;

  private JsonObject(String path, Json.Members members) {
    this.path = path;
    this.members = members;
  }

  /** Starts at the top of a document. */
  public static JsonObject of(Json value) {
    return of("$", value);
  }

  public static JsonObject of(String path, Json value) {
    if (value instanceof Json.Members members) {
      return new JsonObject(path, members);
    }
    throw new JsonSyntaxException(path + " must be an object", null);
  }

  /** Refuses members with other names than these. */
  public JsonObject only(String... names) {
    for (String name : members.values().keySet()) {
      if (!Set.of(names).contains(name)) {
        throw new JsonSyntaxException(path + " has an unknown member '" + name + "'", null);
      }
    }
    return this;
  }

  public Optional<Json> find(String name) {
    return members.find(name);
  }

  public Set<String> names() {
    return members.values().keySet();
  }

  public Json value(String name) {
    return find(name).orElseThrow(() -> wrong(name, "present"));
  }

  public JsonObject object(String name) {
    return of(path + "." + name, value(name));
  }

  public String text(String name) {
    if (value(name) instanceof Json.Text text) {
      return text.value();
    }
    throw wrong(name, "a text");
  }

  public long whole(String name) {
    if (value(name) instanceof Json.Whole whole) {
      return whole.value();
    }
    throw wrong(name, "a whole number");
  }

  /** A whole number in the range of an int. */
  public int integer(String name) {
    long value = whole(name);
    if (value != (int) value) {
      throw wrong(name, "a whole number of 32 bits");
    }
    return (int) value;
  }

  /** A number, whole or not. */
  public double real(String name) {
    return real(path + "." + name, value(name));
  }

  /** A number, whole or not; {@code path} is for the complaint. */
  public static double real(String path, Json value) {
    if (value instanceof Json.Real real) {
      return real.value();
    }
    if (value instanceof Json.Whole whole) {
      return whole.value();
    }
    throw new JsonSyntaxException(path + " must be a number", null);
  }

  public boolean flag(String name) {
    Json value = value(name);
    if (value == Json.Literal.TRUE || value == Json.Literal.FALSE) {
      return value == Json.Literal.TRUE;
    }
    throw wrong(name, "true or false");
  }

  public List<Json> items(String name) {
    if (value(name) instanceof Json.Items items) {
      return items.values();
    }
    throw wrong(name, "an array");
  }

  /** An array of texts. */
  public List<String> texts(String name) {
    return items(name).stream()
        .map(
            item -> {
              if (item instanceof Json.Text text) {
                return text.value();
              }
              throw wrong(name, "an array of texts");
            })
        .toList();
  }

  private JsonSyntaxException wrong(String name, String expected) {
    return new JsonSyntaxException(path + "." + name + " must be " + expected, null);
  }
}
