package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.LogStream;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * What a set of Parquet files holds and which segments it replaces. Once it is there, the segments
 * are not read any more.
 *
 * @param rows records in all files
 * @param fromMicros earliest time of a record, 0 when there is none
 * @param toMicros latest time of a record, 0 when there is none
 * @param epochs releases whose predictions are in it, ascending; none for labels
 * @param segments names of the segments, without ending
 * @param tornBytes of segments whose writer died in the middle
 * @param damages places where records should have been
 */
public record Manifest(
    LogStream stream,
    List<CompactedFile> files,
    long rows,
    long fromMicros,
    long toMicros,
    List<Long> epochs,
    List<String> segments,
    long tornBytes,
    long damages) {
  static final int VERSION = 1;
  static final String ENDING = ".json";

  public Manifest {
    Objects.requireNonNull(stream);
    files = List.copyOf(files);
    epochs = List.copyOf(epochs);
    segments = List.copyOf(segments);
  }

  public Json toJson() {
    return Json.members()
        .put("format", "millrace-log-set")
        .put("version", VERSION)
        .put("stream", stream.folder())
        .put(
            "files",
            files.stream()
                .map(
                    file ->
                        Json.members()
                            .put("name", file.name())
                            .put("rows", file.rows())
                            .put("sha256", file.digest().hex())
                            .build())
                .toList())
        .put("rows", rows)
        .put("from", fromMicros)
        .put("to", toMicros)
        .put("epochs", epochs.stream().map(Json::of).toList())
        .put("segments", Json.texts(segments))
        .put("torn-bytes", tornBytes)
        .put("damages", damages)
        .build();
  }

  /**
   * Reads a manifest.
   *
   * @param place for the complaint
   */
  public static Manifest fromJson(String place, Json json) {
    JsonObject in = JsonObject.of(json);
    if (in.whole("version") != VERSION) {
      throw Problem.of(
              ErrorCode.LOG_VERSION_UNSUPPORTED,
              "this part of the prediction log was written by a later version")
          .at(place)
          .found("manifest version " + in.whole("version"))
          .allowed("manifest version 1")
          .next("Read it with the version of Millrace that wrote it, or a later one.")
          .asException();
    }
    in.only(
        "format",
        "version",
        "stream",
        "files",
        "rows",
        "from",
        "to",
        "epochs",
        "segments",
        "torn-bytes",
        "damages");
    return new Manifest(
        in.text("stream").equals(LogStream.LABELS.folder())
            ? LogStream.LABELS
            : LogStream.PREDICTIONS,
        in.items("files").stream()
            .map(item -> JsonObject.of("files", item).only("name", "rows", "sha256"))
            .map(
                file ->
                    new CompactedFile(
                        file.text("name"), file.whole("rows"), new Digest(file.text("sha256"))))
            .toList(),
        in.whole("rows"),
        in.whole("from"),
        in.whole("to"),
        in.items("epochs").stream().map(item -> ((Json.Whole) item).value()).toList(),
        in.texts("segments"),
        in.whole("torn-bytes"),
        in.whole("damages"));
  }
}
