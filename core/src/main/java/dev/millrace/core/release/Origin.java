package dev.millrace.core.release;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.EvidenceKind;
import java.util.Objects;

/**
 * Where a scorer comes from: stated about it by every run that makes it.
 *
 * @param actor who ran the pipeline
 * @param code revision of the pipeline's folder
 * @param demands what the pipeline demands of releases
 * @param query what the pipeline asked for: its source as the file says it
 * @param source digest of the pinned files
 */
public record Origin(
    RunId run,
    Actor actor,
    CodeRevision code,
    ReleaseDemands demands,
    String query,
    Digest source) {
  /** The kind of statement. */
  public static final EvidenceKind KIND = new EvidenceKind("origin");

  private static final int VERSION = 1;

  public Origin {
    Objects.requireNonNull(run);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(code);
    Objects.requireNonNull(demands);
    Objects.requireNonNull(query);
    Objects.requireNonNull(source);
  }

  /** Names what is stated, whoever ran the pipeline: another commit is another statement. */
  public Digest content() {
    return CanonicalJson.digest(
        Json.members()
            .put("code", code.toJson())
            .put("demands", demands.toJson())
            .put("query", query)
            .put("source", source.hex())
            .build());
  }

  public byte[] bytes() {
    return CanonicalJson.bytes(
        Json.members()
            .put("format", VERSION)
            .put("run", run.value())
            .put("actor", actor.name())
            .put("standing", actor.standing().name())
            .put("code", code.toJson())
            .put("demands", demands.toJson())
            .put("query", query)
            .put("source", source.hex())
            .build());
  }

  static Origin fromJson(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only("format", "run", "actor", "standing", "code", "demands", "query", "source");
    if (in.whole("format") != VERSION) {
      throw new JsonSyntaxException("origins are of format " + VERSION, null);
    }
    return new Origin(
        new RunId(in.text("run")),
        new Actor(in.text("actor"), Actor.Standing.valueOf(in.text("standing"))),
        CodeRevision.fromJson(in.value("code")),
        ReleaseDemands.fromJson(in.value("demands")),
        in.text("query"),
        new Digest(in.text("source")));
  }
}
