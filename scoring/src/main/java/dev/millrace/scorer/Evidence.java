package dev.millrace.scorer;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A statement about a scorer: an evaluation, its provenance, reference statistics, an approval.
 * Evidence is added and never changed; its own digest names it.
 *
 * @param scorer digest of the scorer package the statement is about
 * @param kind what is stated, in lower case with hyphens: {@code evaluation}, {@code provenance}
 * @param body the statement
 */
public record Evidence(Digest scorer, String kind, Json.Members body) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final String FORMAT = "millrace-evidence";
  private static final int VERSION = 1;

  public Evidence {
    Objects.requireNonNull(scorer);
    Objects.requireNonNull(body);
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("a kind of evidence is kebab-case, got '" + kind + "'");
    }
  }

  /** Canonical bytes. */
  public byte[] bytes() {
    return CanonicalJson.bytes(json());
  }

  /** Name of the statement: the digest of its bytes. */
  public Digest digest() {
    return Digest.ofBytes(bytes());
  }

  private Json json() {
    return Json.members()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("scorer", scorer.hex())
        .put("kind", kind)
        .put("body", body)
        .build();
  }

  /**
   * The statement of these canonical bytes.
   *
   * @throws dev.millrace.error.MillraceException when they are something else
   */
  public static Evidence read(byte[] bytes) {
    return StrictJson.read("the evidence", bytes, Evidence::of, Evidence::json);
  }

  private static Evidence of(Json json) {
    JsonObject in =
        StrictJson.require(json, FORMAT, VERSION)
            .only("format", "version", "scorer", "kind", "body");
    if (in.value("body") instanceof Json.Members body) {
      return new Evidence(new Digest(in.text("scorer")), in.text("kind"), body);
    }
    throw new JsonSyntaxException("its body is no object", null);
  }
}
