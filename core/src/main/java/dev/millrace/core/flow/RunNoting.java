package dev.millrace.core.flow;

import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NoteLimits;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a pipeline's run notes of itself, so that it is found beside runs made elsewhere: its
 * configuration as parameters, the measures of its candidate as metrics, and what came of it as
 * tags.
 */
final class RunNoting {
  private final RunSession session;
  private final PipelineConfig config;

  RunNoting(RunSession session, PipelineConfig config) {
    this.session = session;
    this.config = config;
  }

  /** What the file says, the seed, and every setting of the learner, defaults too. */
  void begun(RunFacts facts) {
    Map<String, String> values = new TreeMap<>(config.written().values());
    values.put("seed", Long.toString(config.seed()));
    values.put("train.learner", config.train().learner());
    config
        .train()
        .settings()
        .json()
        .values()
        .forEach((name, value) -> values.put("train." + name, CanonicalJson.text(value)));
    Map<String, Param> params = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          String kept = fitting(name, NoteLimits.NAME_BYTES);
          params.put(kept, new Param(kept, fitting(value, NoteLimits.PARAM_BYTES)));
        });
    List<Param> all = List.copyOf(params.values());
    for (int from = 0; from < all.size(); from += NoteLimits.BATCH_TEXTS) {
      List<Param> part = all.subList(from, Math.min(from + NoteLimits.BATCH_TEXTS, all.size()));
      log(new RunBatch(List.of(), part, List.of()));
    }
    log(
        RunBatch.ofTags(
            List.of(
                tag("millrace.revision", facts.revision()),
                tag("millrace.config", config.written().whole().hex()))));
  }

  /** The measures of the candidate on the test rows, under the names versions have them by. */
  void evaluated(Evaluation candidate) {
    Change change = session.change("note");
    List<MetricPoint> points = new ArrayList<>();
    for (Estimate estimate : ModelStages.defined(candidate)) {
      points.add(
          new MetricPoint(
              "test." + estimate.metric(), estimate.value(), change.at().toEpochMilli(), 0));
    }
    for (int from = 0; from < points.size(); from += NoteLimits.BATCH_ENTRIES) {
      log(
          RunBatch.ofMetrics(
              points.subList(from, Math.min(from + NoteLimits.BATCH_ENTRIES, points.size()))));
    }
  }

  /** What the gate said. */
  void judged(GateVerdict verdict) {
    log(RunBatch.ofTags(List.of(tag("millrace.gate", verdict.blessed() ? "accepted" : "refused"))));
  }

  /** The version that was registered, or that was there already. */
  void registered(ModelVersion version) {
    log(
        RunBatch.ofTags(
            List.of(
                tag("millrace.model", version.model().value()),
                tag("millrace.version", version.model() + "/" + version.version()))));
  }

  private void log(RunBatch batch) {
    session
        .services()
        .stores()
        .tracking()
        .runs()
        .log(session.change("note"), session.run(), batch, Optional.of(session.lease()));
  }

  private static Tag tag(String name, String value) {
    return new Tag(name, fitting(value, NoteLimits.TAG_BYTES));
  }

  /** The text, or as much of its beginning as fits, with a sign that it goes on. */
  static String fitting(String text, int bytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    int end = Math.min(text.length(), bytes);
    String cut = text.substring(0, end);
    while (cut.getBytes(StandardCharsets.UTF_8).length > bytes - 3) {
      end = text.offsetByCodePoints(end, -1);
      cut = text.substring(0, end);
    }
    return cut + "…";
  }
}
