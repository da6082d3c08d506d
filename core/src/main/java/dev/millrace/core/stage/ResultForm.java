package dev.millrace.core.stage;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import java.util.List;

/** How a stage's result is stored: as JSON whose canonical digest names it, plus blobs it names. */
public interface ResultForm<O> {
  Json toJson(O result);

  /** Reads {@link #toJson}; a {@code JsonSyntaxException} when it is not that. */
  O fromJson(Json json);

  /** Blobs without which the result is worthless. */
  List<Digest> blobs(O result);
}
