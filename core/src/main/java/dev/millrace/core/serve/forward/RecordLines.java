package dev.millrace.core.serve.forward;

import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.Micros;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Predictions as others get them: one JSON object each, without what is masked. */
final class RecordLines {
  private final EnvironmentName environment;
  private final Set<String> masked;
  private final ForwardSettings.Keys keys;

  RecordLines(EnvironmentName environment, ForwardSettings settings) {
    this.environment = environment;
    this.masked = settings.masked();
    this.keys = settings.keys();
  }

  Json json(LoggedPrediction made, NodeId node, long sequence) {
    List<Json> scores = new ArrayList<>();
    for (int i = 0; i < made.scores().size(); i++) {
      double score = made.scores().at(i);
      scores.add(Double.isFinite(score) ? Json.of(score) : Json.Literal.NULL);
    }
    Set<String> left = new TreeSet<>();
    MembersBuilder out =
        Json.members()
            .put("id", made.id().text())
            .put("at", Micros.instant(made.atMicros()).toString())
            .put("environment", environment.value())
            .put("model", made.served().model().value())
            .put("version", made.served().version())
            .put("epoch", made.served().epoch())
            .put("row", row(made, left))
            .put("scores", scores)
            .put("sampling", made.samplingProbability())
            .put("warnings", Json.texts(made.warnings()))
            .put("node", node.value())
            .put("sequence", sequence);
    made.decision().ifPresent(decision -> out.put("decision", decision));
    made.key()
        .ifPresent(
            key -> {
              if (keys == ForwardSettings.Keys.FORWARD) {
                out.put("key", key);
              } else {
                left.add("key");
              }
            });
    if (!left.isEmpty()) {
      out.put("masked", Json.texts(List.copyOf(left)));
    }
    return out.build();
  }

  /** The row without masked fields; their names are told. */
  private Json row(LoggedPrediction made, Set<String> left) {
    Json row = JsonReader.read(made.row().bytes());
    if (masked.isEmpty() || !(row instanceof Json.Members members)) {
      return row;
    }
    MembersBuilder kept = Json.members();
    members
        .values()
        .forEach(
            (name, value) -> {
              if (masked.contains(name)) {
                left.add("row." + name);
              } else {
                kept.put(name, value);
              }
            });
    return kept.build();
  }

  static String line(Json json) {
    return CanonicalJson.text(json) + "\n";
  }
}
