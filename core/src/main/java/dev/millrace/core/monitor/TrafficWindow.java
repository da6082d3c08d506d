package dev.millrace.core.monitor;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one version was asked and answered in some time, as counts over the cells of its reference.
 * Windows of one version add up.
 */
public record TrafficWindow(long rows, List<WatchedColumn> inputs, List<WatchedColumn> answers) {
  private static final String FORMAT = "millrace-traffic-window";
  private static final int VERSION = 1;

  public TrafficWindow {
    inputs = List.copyOf(inputs);
    answers = List.copyOf(answers);
  }

  /** Both in one; an {@link IllegalArgumentException} when they are of different references. */
  public TrafficWindow plus(TrafficWindow other) {
    return new TrafficWindow(
        rows + other.rows, plus(inputs, other.inputs), plus(answers, other.answers));
  }

  private static List<WatchedColumn> plus(List<WatchedColumn> left, List<WatchedColumn> right) {
    if (!left.stream()
        .map(WatchedColumn::name)
        .toList()
        .equals(right.stream().map(WatchedColumn::name).toList())) {
      throw new IllegalArgumentException("windows of different columns have no sum");
    }
    return IntStream.range(0, left.size())
        .mapToObj(
            i ->
                new WatchedColumn(
                    left.get(i).name(), left.get(i).values().plus(right.get(i).values())))
        .toList();
  }

  public Json toJson() {
    return Json.members()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("rows", rows)
        .put("inputs", WatchedColumn.json(inputs))
        .put("answers", WatchedColumn.json(answers))
        .build();
  }

  /** What {@link #toJson} gave. */
  public static TrafficWindow fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("format", "version", "rows", "inputs", "answers");
    if (!in.text("format").equals(FORMAT) || in.whole("version") != VERSION) {
      throw new JsonSyntaxException(
          "expected " + FORMAT + " version " + VERSION + ", found " + in.text("format"), null);
    }
    return new TrafficWindow(
        in.whole("rows"),
        WatchedColumn.columns(in, "inputs"),
        WatchedColumn.columns(in, "answers"));
  }
}
