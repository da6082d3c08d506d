package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.List;
import java.util.Objects;

/**
 * What a stage gave: a small value and the blobs it refers to.
 *
 * @param value kept in its canonical form
 * @param blobs every blob that must be there for the value to be of use
 */
public record StageResult(Json value, List<Digest> blobs) {
  public StageResult {
    Objects.requireNonNull(value);
    blobs = List.copyOf(blobs);
  }

  /** Name of this result: equal for equal values and blobs. */
  public Digest digest() {
    byte[] bytes = CanonicalJson.bytes(value);
    Digester digester = new Digester().text("stage-result-1").bytes(bytes, 0, bytes.length);
    digester.number(blobs.size());
    blobs.forEach(digester::content);
    return digester.digest();
  }
}
