package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataJson;
import java.util.SortedMap;
import java.util.TreeMap;

/** JSON forms of what is released; members that are not known are refused. */
public final class ReleaseJson {
  private ReleaseJson() {}

  public static Json of(ReleaseContent content) {
    MembersBuilder statements = Json.members();
    content.statements().forEach((kind, blob) -> statements.put(kind.value(), blob.hex()));
    return Json.members()
        .put("version", content.version())
        .put("scorer", content.scorer().hex())
        .put("statements", statements.build())
        .build();
  }

  public static ReleaseContent content(Json json) {
    JsonObject in = JsonObject.of(json).only("version", "scorer", "statements");
    JsonObject statements = in.object("statements");
    SortedMap<EvidenceKind, Digest> blobs = new TreeMap<>();
    for (String kind : statements.names()) {
      blobs.put(new EvidenceKind(kind), DataJson.digest(statements, kind));
    }
    return new ReleaseContent(in.integer("version"), DataJson.digest(in, "scorer"), blobs);
  }

  /** An epoch as commands and servers tell it; it is not read back. */
  public static Json of(ReleaseEpoch epoch) {
    return Json.members()
        .put("model", epoch.target().model().value())
        .put("environment", epoch.target().environment().value())
        .put("epoch", epoch.number())
        .put("change", epoch.change().name())
        .put("routes", of(epoch.routes()))
        .put("actor", epoch.actor().name())
        .put("reason", epoch.reason())
        .put("at", epoch.at().toString())
        .build();
  }

  public static Json of(ReleaseRoutes routes) {
    return Json.items(
        routes.routes().stream()
            .map(
                route ->
                    Json.members()
                        .put("share", route.share())
                        .put("content", of(route.content()))
                        .build())
            .toList());
  }

  /** Routes from an object's member of this name. */
  public static ReleaseRoutes routes(JsonObject in, String name) {
    return new ReleaseRoutes(
        in.items(name).stream()
            .map(item -> JsonObject.of(name, item).only("share", "content"))
            .map(route -> new ReleaseRoute(content(route.value("content")), route.integer("share")))
            .toList());
  }
}
