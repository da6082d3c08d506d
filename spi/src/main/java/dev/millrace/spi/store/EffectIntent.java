package dev.millrace.spi.store;

import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import java.util.Objects;

/**
 * What an EFFECT stage is about to do.
 *
 * @param request enough to recognise the same intent again; never a secret
 */
public record EffectIntent(StageName stage, Json request) {
  public EffectIntent {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(request);
  }
}
