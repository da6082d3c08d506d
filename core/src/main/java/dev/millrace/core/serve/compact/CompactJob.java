package dev.millrace.core.serve.compact;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * All that a compacting process needs to know; it travels as a file.
 *
 * @param log folder of the log
 * @param home folder of the blobs and scratch space
 * @param setBytes bytes of segments that go into one set, at least; the last may be smaller
 * @param inputs raw columns of the versions that are known; rows of others stay JSON
 */
public record CompactJob(String log, String home, long setBytes, List<KnownInputs> inputs) {
  /** Bytes of segments that go into one set unless told otherwise. */
  public static final long SET_BYTES = 512L << 20;

  public CompactJob {
    Objects.requireNonNull(log);
    Objects.requireNonNull(home);
    inputs = List.copyOf(inputs);
    if (setBytes < 1) {
      throw new IllegalArgumentException("a set holds something, got " + setBytes);
    }
  }

  public Json toJson() {
    return Json.members()
        .put("log", log)
        .put("home", home)
        .put("set-bytes", setBytes)
        .put("inputs", inputs.stream().map(KnownInputs::toJson).toList())
        .build();
  }

  public static CompactJob fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("log", "home", "set-bytes", "inputs");
    return new CompactJob(
        in.text("log"),
        in.text("home"),
        in.whole("set-bytes"),
        in.items("inputs").stream().map(KnownInputs::fromJson).toList());
  }
}
