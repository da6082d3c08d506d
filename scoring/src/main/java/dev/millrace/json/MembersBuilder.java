package dev.millrace.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the members of a JSON object in order; a name given twice is an error. */
public final class MembersBuilder {
  private final Map<String, Json> members = new LinkedHashMap<>();

  public MembersBuilder put(String name, Json value) {
    if (members.put(name, value) != null) {
      throw new IllegalArgumentException("member '" + name + "' given twice");
    }
    return this;
  }

  public MembersBuilder put(String name, String value) {
    return put(name, Json.of(value));
  }

  public MembersBuilder put(String name, long value) {
    return put(name, Json.of(value));
  }

  public MembersBuilder put(String name, double value) {
    return put(name, Json.of(value));
  }

  public MembersBuilder put(String name, List<? extends Json> values) {
    return put(name, Json.items(values));
  }

  /** Adds a boolean. */
  public MembersBuilder flag(String name, boolean value) {
    return put(name, Json.of(value));
  }

  public Json.Members build() {
    return new Json.Members(members);
  }
}
