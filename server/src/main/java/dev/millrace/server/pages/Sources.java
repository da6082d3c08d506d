package dev.millrace.server.pages;

import dev.millrace.core.flow.SilentRuns;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.register.BlobBytes;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.Stores;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;

/**
 * What pages are made of.
 *
 * @param monitor how each model is watched
 */
public record Sources(
    Stores stores,
    BlobStore blobs,
    ProjectName project,
    Function<ReleaseTarget, MonitorSettings> monitor,
    InstantSource clock) {
  public Sources {
    Objects.requireNonNull(stores);
    Objects.requireNonNull(blobs);
    Objects.requireNonNull(project);
    Objects.requireNonNull(monitor);
    Objects.requireNonNull(clock);
  }

  /** Runs as they stand: one whose lease ran out is no running one. */
  RunQueries runs() {
    return new SilentRuns(stores.runQueries(), owner -> false, clock);
  }

  /** A stored content that is JSON. */
  Json json(Digest blob) {
    return JsonReader.read(BlobBytes.read(blobs, blob));
  }
}
