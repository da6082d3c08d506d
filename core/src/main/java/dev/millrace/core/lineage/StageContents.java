package dev.millrace.core.lineage;

import dev.millrace.core.flow.ModelInputs;
import dev.millrace.core.flow.Stages;
import dev.millrace.core.history.HistoryForm;
import dev.millrace.core.ingest.LandedForm;
import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.PreparedJson;
import dev.millrace.core.train.TrainedForm;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.Validation;
import dev.millrace.core.validate.ValidationForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.StageCommit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage took and gave beside the contents its record names: the files of a source, the cut
 * of a landing, the scorers of a training.
 *
 * @param inputs found in the result, such as files that were looked at
 * @param outputs what the result holds, and the result itself where later stages name it
 */
record StageContents(List<LineageNode> inputs, List<LineageNode> outputs) {
  StageContents {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * JsonSyntaxException or IllegalArgumentException for a result of another form.
   *
   * @param result digest of the result
   */
  static StageContents of(StageCommit commit, Digest result) {
    StageName stage = commit.stage();
    Json value = commit.result().value();
    List<LineageNode> inputs = new ArrayList<>();
    List<LineageNode> outputs = new ArrayList<>();
    if (stage.equals(Stages.DISCOVER)) {
      PinnedSource source = new PinnedSourceForm().fromJson(value);
      for (SourceObject object : source.objects()) {
        inputs.add(LineageNode.of(LineageKind.FILE, object.digest(), object.location()));
      }
      outputs.add(LineageNode.of(LineageKind.SOURCE, source.digest(), ""));
    } else if (stage.equals(Stages.ACCEPTED)) {
      String yaml = JsonObject.of(value).text("yaml");
      if (!yaml.isEmpty()) {
        Digest schema = SchemaYaml.digest(SchemaYaml.read("stored schema", yaml));
        outputs.add(LineageNode.of(LineageKind.SCHEMA, schema, ""));
      }
    } else if (stage.equals(Stages.SCHEMA)) {
      Digest schema = SchemaYaml.digest(SchemaJson.schema(value));
      outputs.add(LineageNode.of(LineageKind.SCHEMA, schema, ""));
    } else if (stage.equals(Stages.LAND)) {
      Landed landed = new LandedForm().fromJson(value);
      outputs.add(LineageNode.of(LineageKind.LANDING, result, ""));
      outputs.add(LineageNode.of(LineageKind.CUT, landed.cut().digest(), ""));
      landed
          .quarantine()
          .ifPresent(
              blob -> outputs.add(LineageNode.of(LineageKind.QUARANTINE, blob, "unreadable")));
    } else if (stage.equals(Stages.VALIDATE)) {
      Validation validation = new ValidationForm().fromJson(value);
      outputs.add(LineageNode.of(LineageKind.VALIDATION, result, ""));
      Digest violations = ModelInputs.violations(validation);
      outputs.add(LineageNode.of(LineageKind.VALIDATION, violations, "rules broken"));
      validation
          .quarantine()
          .ifPresent(
              blob -> outputs.add(LineageNode.of(LineageKind.QUARANTINE, blob, "rules broken")));
    } else if (stage.equals(Stages.HISTORY)) {
      Digest cut = new HistoryForm().fromJson(value).cut().digest();
      outputs.add(LineageNode.of(LineageKind.CUT, cut, "with history"));
    } else if (stage.equals(Stages.PREPARE)) {
      Prepared prepared = PreparedJson.prepared(value);
      outputs.add(LineageNode.of(LineageKind.PLAN, prepared.plan().digest(), ""));
      outputs.add(LineageNode.of(LineageKind.PREPARED, ModelInputs.model(prepared), ""));
    } else if (stage.equals(Stages.TRAIN)) {
      outputs.add(LineageNode.of(LineageKind.TRAINING, result, ""));
      for (TrainedModel model : new TrainedForm().fromJson(value)) {
        outputs.add(LineageNode.of(LineageKind.SCORER, model.scorer(), model.learner()));
      }
    } else if (stage.equals(Stages.REGISTER)) {
      JsonObject version = JsonObject.of(value);
      outputs.add(version(version.text("model"), version.integer("version")));
    } else {
      kind(stage).forEach(kind -> outputs.add(LineageNode.of(kind, result, "")));
    }
    return new StageContents(inputs, outputs);
  }

  static LineageNode version(String model, int version) {
    return LineageNode.named(LineageKind.VERSION, model + "/" + version);
  }

  /** Stages whose result is the one thing they give; those that only look or propose give none. */
  private static List<LineageKind> kind(StageName stage) {
    if (stage.equals(Stages.INFER)) {
      return List.of(LineageKind.TYPES);
    }
    if (stage.equals(Stages.ANALYZE)) {
      return List.of(LineageKind.PROFILE);
    }
    if (stage.equals(Stages.EVALUATE)) {
      return List.of(LineageKind.EVALUATION);
    }
    if (stage.equals(Stages.REFERENCE)) {
      return List.of(LineageKind.REFERENCE);
    }
    return stage.equals(Stages.GATE) ? List.of(LineageKind.VERDICT) : List.of();
  }
}
