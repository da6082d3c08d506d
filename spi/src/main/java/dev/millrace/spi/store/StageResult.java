package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a stage gave: a small value and the blobs it refers to. Immutable; thread-safe. */
public final class StageResult {
  private final Json value;
  private final List<Digest> blobs;

  /** Found when first asked for, since a value may be large and a commit asks several times. */
  private volatile @Nullable Digest digest;

  /**
   * A result.
   *
   * @param value kept in its canonical form
   * @param blobs every blob that must be there for the value to be of use
   */
  public StageResult(Json value, List<Digest> blobs) {
    this.value = Objects.requireNonNull(value);
    this.blobs = List.copyOf(blobs);
  }

  public Json value() {
    return value;
  }

  public List<Digest> blobs() {
    return blobs;
  }

  /** Name of this result: equal for equal values and blobs. */
  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      byte[] bytes = CanonicalJson.bytes(value);
      Digester digester = new Digester().text("stage-result-1").bytes(bytes, 0, bytes.length);
      digester.number(blobs.size());
      blobs.forEach(digester::content);
      known = digester.digest();
      digest = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageResult that
        && value.equals(that.value)
        && blobs.equals(that.blobs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, blobs);
  }

  @Override
  public String toString() {
    return "StageResult[value=" + value + ", blobs=" + blobs + "]";
  }
}
