package dev.millrace.store.backup;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The state of a home at one time, as a backup has it.
 *
 * @param at when its metadata was copied; contents may be newer, never older
 * @param metadata an SQLite file, whatever kept the metadata
 * @param store what kept the metadata, for people
 * @param events how many there were, and {@code head} the digest of the last
 * @param files settings and the log
 * @param blobs every content
 * @param lost contents that the metadata refers to and that the home itself had no more
 * @param secrets names of the secrets that the home had, which are in no backup
 */
public record Snapshot(
    Instant at,
    Digest metadata,
    String store,
    long events,
    Digest head,
    List<KeptFile> files,
    List<Digest> blobs,
    List<Digest> lost,
    List<String> secrets) {
  static final int VERSION = 1;

  public Snapshot {
    Objects.requireNonNull(at);
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(store);
    Objects.requireNonNull(head);
    files = List.copyOf(files);
    blobs = List.copyOf(blobs);
    lost = List.copyOf(lost);
    secrets = List.copyOf(secrets);
  }

  Json toJson() {
    return Json.members()
        .put("snapshot-version", VERSION)
        .put("at", at.toString())
        .put("metadata", metadata.hex())
        .put("store", store)
        .put("events", events)
        .put("head", head.hex())
        .put(
            "files",
            files.stream()
                .map(
                    file ->
                        Json.members()
                            .put("path", file.path())
                            .put("digest", file.digest().hex())
                            .put("bytes", file.bytes())
                            .build())
                .toList())
        .put("blobs", texts(blobs))
        .put("lost", texts(lost))
        .put("secrets", secrets.stream().<Json>map(Json.Text::new).toList())
        .build();
  }

  private static List<Json> texts(List<Digest> digests) {
    return digests.stream().<Json>map(digest -> new Json.Text(digest.hex())).toList();
  }

  static Snapshot fromJson(Json json) {
    JsonObject object =
        JsonObject.of(json)
            .only(
                "snapshot-version",
                "at",
                "metadata",
                "store",
                "events",
                "head",
                "files",
                "blobs",
                "lost",
                "secrets");
    if (object.integer("snapshot-version") != VERSION) {
      throw new IllegalArgumentException(
          "snapshot-version is " + object.integer("snapshot-version") + ", known is " + VERSION);
    }
    return new Snapshot(
        Instant.parse(object.text("at")),
        new Digest(object.text("metadata")),
        object.text("store"),
        object.whole("events"),
        new Digest(object.text("head")),
        object.items("files").stream().map(Snapshot::file).toList(),
        object.texts("blobs").stream().map(Digest::new).toList(),
        object.texts("lost").stream().map(Digest::new).toList(),
        object.texts("secrets"));
  }

  private static KeptFile file(Json json) {
    JsonObject file = JsonObject.of(json).only("path", "digest", "bytes");
    return new KeptFile(file.text("path"), new Digest(file.text("digest")), file.whole("bytes"));
  }
}
