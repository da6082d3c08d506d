package dev.millrace.cli;

import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.release.Proposal;
import dev.millrace.core.validate.Validation;
import dev.millrace.core.validate.ValidationJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.store.ModelVersion;
import java.nio.file.Path;

/** A run as one JSON document. */
final class RunJson {
  private RunJson() {}

  static Json of(RunSummary summary, Path report, int exitCode) {
    MembersBuilder members =
        Json.members()
            .put("run", summary.run().value())
            .put("pipeline", summary.config().name().value())
            .put("exit-code", exitCode)
            .put("report", report.toString())
            .put(
                "stages",
                summary.stages().stream()
                    .map(
                        line ->
                            Json.members()
                                .put("stage", line.stage())
                                .put("origin", line.origin().name())
                                .put("millis", line.millis())
                                .put("digest", line.digest())
                                .build())
                    .toList())
            .put("evaluations", summary.evaluations().stream().map(EvaluationJson::of).toList());
    Landed landed = summary.landed();
    if (landed != null) {
      members.put("cut", landed.cut().digest().hex()).put("ledger", DataJson.of(landed.ledger()));
    }
    Validation validation = summary.validation();
    if (validation != null) {
      members.put("validation", ValidationJson.of(validation));
    }
    GateVerdict verdict = summary.verdict();
    if (verdict != null) {
      members.put("gate", GateJson.of(verdict));
    }
    ModelVersion version = summary.version();
    if (version != null) {
      members.put(
          "model",
          Json.members()
              .put("name", version.model().value())
              .put("version", version.version())
              .put("scorer", version.scorer().hex())
              .build());
    }
    Proposal proposal = summary.proposal();
    if (proposal != null) {
      members.put("release", proposal.toJson());
    }
    if (!summary.differences().isEmpty()) {
      members.put("differences", Json.texts(summary.differences()));
    }
    if (!summary.skipped().isEmpty()) {
      members.put("skipped", Json.texts(summary.skipped()));
    }
    return members.build();
  }
}
