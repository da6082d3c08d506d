package dev.millrace.core.serve.log;

import dev.millrace.spi.id.ModelName;
import java.util.Objects;

/**
 * What answered a request.
 *
 * @param version number of the model's version, from 1
 * @param epoch number of the release in force
 */
public record ServedVersion(ModelName model, int version, long epoch) {
  public ServedVersion {
    Objects.requireNonNull(model);
  }
}
