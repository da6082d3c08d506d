package dev.millrace.core.history;

import dev.millrace.core.stage.ResultForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.profile.ProfileJson;
import java.util.List;

/** Stored form of a history. */
public final class HistoryForm implements ResultForm<History> {
  @Override
  public Json toJson(History history) {
    return Json.members()
        .put("cut", DataJson.of(history.cut()))
        .put("profile", ProfileJson.of(history.profile()))
        .build();
  }

  @Override
  public History fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("cut", "profile");
    return new History(DataJson.dataCut(in.value("cut")), ProfileJson.read(in.value("profile")));
  }

  @Override
  public List<Digest> blobs(History history) {
    return history.cut().parts().stream().map(Part::blob).toList();
  }
}
