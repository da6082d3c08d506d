package dev.millrace.core.ingest;

import dev.millrace.column.ColumnName;
import dev.millrace.core.stage.ResultForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.engine.Landed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stored form of a landing. */
public final class LandedForm implements ResultForm<Landed> {
  @Override
  public Json toJson(Landed landed) {
    MembersBuilder members =
        Json.members()
            .put("cut", DataJson.of(landed.cut()))
            .put(
                "source-columns",
                Json.texts(landed.sourceColumns().stream().map(ColumnName::value).toList()))
            .put("ledger", DataJson.of(landed.ledger()))
            .put("examples", landed.examples().stream().map(DataJson::of).toList());
    landed.quarantine().ifPresent(blob -> members.put("quarantine", blob.hex()));
    return members.build();
  }

  @Override
  public Landed fromJson(Json json) {
    JsonObject landed =
        JsonObject.of(json).only("cut", "source-columns", "ledger", "examples", "quarantine");
    return new Landed(
        DataJson.dataCut(landed.value("cut")),
        landed.texts("source-columns").stream().map(ColumnName::new).toList(),
        DataJson.ledger(landed.value("ledger")),
        landed.find("quarantine").isPresent()
            ? Optional.of(DataJson.digest(landed, "quarantine"))
            : Optional.empty(),
        landed.items("examples").stream().map(DataJson::rejectedRecord).toList());
  }

  @Override
  public List<Digest> blobs(Landed landed) {
    List<Digest> blobs = new ArrayList<>(landed.cut().parts().stream().map(Part::blob).toList());
    landed.quarantine().ifPresent(blobs::add);
    return blobs;
  }
}
