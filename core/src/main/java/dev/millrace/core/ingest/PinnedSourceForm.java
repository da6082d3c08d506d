package dev.millrace.core.ingest;

import dev.millrace.core.stage.ResultForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.PinnedSource;
import java.util.List;

/** Stored form of a pinned source. */
public final class PinnedSourceForm implements ResultForm<PinnedSource> {
  @Override
  public Json toJson(PinnedSource source) {
    return DataJson.of(source);
  }

  @Override
  public PinnedSource fromJson(Json json) {
    return DataJson.pinnedSource(json);
  }

  @Override
  public List<Digest> blobs(PinnedSource source) {
    return List.of();
  }
}
