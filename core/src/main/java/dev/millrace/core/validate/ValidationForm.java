package dev.millrace.core.validate;

import dev.millrace.core.stage.ResultForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import java.util.List;

/** Stored form of a validation. */
public final class ValidationForm implements ResultForm<Validation> {
  @Override
  public Json toJson(Validation validation) {
    return ValidationJson.of(validation);
  }

  @Override
  public Validation fromJson(Json json) {
    return ValidationJson.validation(json);
  }

  @Override
  public List<Digest> blobs(Validation validation) {
    return validation.quarantine().stream().toList();
  }
}
