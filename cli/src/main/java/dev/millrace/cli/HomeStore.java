package dev.millrace.cli;

import dev.millrace.core.policy.PolicyFile;
import dev.millrace.core.secret.HomeSecrets;
import dev.millrace.spi.secret.Secrets;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.HomeBlobs;
import dev.millrace.store.postgres.PostgresStore;
import dev.millrace.store.s3.S3Blobs;
import dev.millrace.store.sql.MetadataStore;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.time.InstantSource;
import java.util.Optional;

/** Opens the stores of a home: metadata and blobs where its settings say, else in its own files. */
final class HomeStore {
  private HomeStore() {}

  static LocalStore open(Home home, InstantSource clock, Checkpoints checkpoints) {
    HomeConfig config = HomeConfig.of(home);
    return LocalStore.with(
        metadata(home, config, checkpoints), blobs(home, config, clock, checkpoints));
  }

  /** The blobs alone, for a process that looks at nothing else. */
  static HomeBlobs blobs(Home home, InstantSource clock, Checkpoints checkpoints) {
    return blobs(home, HomeConfig.of(home), clock, checkpoints);
  }

  /** The metadata alone. */
  static MetadataStore metadata(Home home, Checkpoints checkpoints) {
    return metadata(home, HomeConfig.of(home), checkpoints);
  }

  private static MetadataStore metadata(Home home, HomeConfig config, Checkpoints checkpoints) {
    if (config.store().isEmpty()) {
      return SqliteStore.open(home.database(), SqliteSettings.DEFAULTS, checkpoints);
    }
    return PostgresStore.open(config.store().get(), secrets(home), checkpoints);
  }

  private static HomeBlobs blobs(
      Home home, HomeConfig config, InstantSource clock, Checkpoints checkpoints) {
    if (config.blobs().isEmpty()) {
      return new FileBlobs(home.blobs(), clock, checkpoints);
    }
    return new S3Blobs(config.blobs().get(), secrets(home), home.cache(), clock, checkpoints);
  }

  /** Reads policy and secret again for each use: a new password needs no restart. */
  private static Secrets secrets(Home home) {
    return name ->
        new HomeSecrets(
                PolicyFile.of(home.folder()),
                variable -> Optional.ofNullable(System.getenv(variable)))
            .resolve(name);
  }
}
