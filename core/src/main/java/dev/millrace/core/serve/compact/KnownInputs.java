package dev.millrace.core.serve.compact;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.register.BlobBytes;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.Stores;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The raw columns a version of a model takes: what its rows of JSON become. */
public record KnownInputs(ModelName model, int version, Fields inputs) {
  private static final Logger LOG = System.getLogger(KnownInputs.class.getName());

  public KnownInputs {
    Objects.requireNonNull(model);
    Objects.requireNonNull(inputs);
  }

  /** Of every version of every model; one whose scorer cannot be read is left out. */
  public static List<KnownInputs> ofAll(Stores stores, BlobStore blobs, ProjectName project) {
    List<KnownInputs> all = new ArrayList<>();
    for (RegisteredModel model : stores.registryQueries().listModels(project)) {
      for (ModelVersion version : stores.registryQueries().listVersions(project, model.model())) {
        try {
          Fields inputs =
              ScorerPackage.read(BlobBytes.read(blobs, version.scorer())).scorer().inputs();
          all.add(new KnownInputs(version.model(), version.version(), inputs));
        } catch (MillraceException | UncheckedIOException e) {
          // Its rows stay JSON in the compacted sets; nothing is lost.
          LOG.log(Level.WARNING, "version " + version.version() + " cannot be read", e);
        }
      }
    }
    return all;
  }

  Json toJson() {
    return Json.members()
        .put("model", model.value())
        .put("version", version)
        .put(
            "inputs",
            inputs.asList().stream()
                .map(
                    field ->
                        Json.members()
                            .put("name", field.name().value())
                            .put("type", field.type().text())
                            .build())
                .toList())
        .build();
  }

  static KnownInputs fromJson(Json json) {
    JsonObject in = JsonObject.of("inputs", json).only("model", "version", "inputs");
    return new KnownInputs(
        new ModelName(in.text("model")),
        in.integer("version"),
        new Fields(
            in.items("inputs").stream()
                .map(item -> JsonObject.of("inputs", item).only("name", "type"))
                .map(item -> Field.of(item.text("name"), ColumnType.parse(item.text("type"))))
                .toList()));
  }
}
