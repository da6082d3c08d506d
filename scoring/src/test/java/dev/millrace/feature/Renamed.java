package dev.millrace.feature;

import dev.millrace.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A step that gives a column of another name. */
final class Renamed {
  private Renamed() {}

  static RowStep to(RowStep step, String output) {
    Map<String, Json> members = new LinkedHashMap<>(step.toJson().values());
    members.put("output", Json.of(output));
    return StepKind.read("step", new Json.Members(members));
  }
}
