package dev.millrace.core.train;

import dev.millrace.core.stage.ResultForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.List;

/** Stored form of the scorers of a training, the candidate first. */
public final class TrainedForm implements ResultForm<List<TrainedModel>> {
  @Override
  public Json toJson(List<TrainedModel> models) {
    return Json.members().put("models", models.stream().map(TrainedModel::toJson).toList()).build();
  }

  @Override
  public List<TrainedModel> fromJson(Json json) {
    return JsonObject.of(json).only("models").items("models").stream()
        .map(TrainedModel::fromJson)
        .toList();
  }

  @Override
  public List<Digest> blobs(List<TrainedModel> models) {
    return models.stream().map(TrainedModel::scorer).toList();
  }
}
