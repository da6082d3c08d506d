package dev.millrace.core.monitor;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What traffic is compared with: a statement about a scorer.
 *
 * @param inputs raw columns over the rows the scorer learned from
 * @param answers scores and decisions over the rows it was evaluated on, which it never saw
 * @param unwatched columns that are not compared, with the reason
 */
public record Reference(
    List<WatchedColumn> inputs, List<WatchedColumn> answers, SortedMap<String, String> unwatched) {
  private static final String FORMAT = "millrace-reference";
  private static final int VERSION = 1;

  public Reference {
    inputs = List.copyOf(inputs);
    answers = List.copyOf(answers);
    unwatched = Collections.unmodifiableSortedMap(new TreeMap<>(unwatched));
  }

  public Json toJson() {
    MembersBuilder reasons = Json.members();
    unwatched.forEach(reasons::put);
    return Json.members()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("inputs", WatchedColumn.json(inputs))
        .put("answers", WatchedColumn.json(answers))
        .put("unwatched", reasons.build())
        .build();
  }

  /** What {@link #toJson} gave; a JsonSyntaxException says what is wrong with anything else. */
  public static Reference fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("format", "version", "inputs", "answers", "unwatched");
    if (!in.text("format").equals(FORMAT) || in.whole("version") != VERSION) {
      throw new JsonSyntaxException(
          "expected " + FORMAT + " version " + VERSION + ", found " + in.text("format"), null);
    }
    JsonObject reasons = in.object("unwatched");
    SortedMap<String, String> unwatched = new TreeMap<>();
    reasons.names().forEach(name -> unwatched.put(name, reasons.text(name)));
    return new Reference(
        WatchedColumn.columns(in, "inputs"), WatchedColumn.columns(in, "answers"), unwatched);
  }
}
