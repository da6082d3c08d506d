package dev.millrace.cli;

import dev.millrace.testkit.store.S3Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** A real PostgreSQL and a real S3-compatible server, and homes on "machines" that share them. */
final class SharedStores implements AutoCloseable {
  private static final String BUCKET = "shared";

  private final EmbeddedPostgres postgres;
  private final S3Server bucket;

  private SharedStores(EmbeddedPostgres postgres, S3Server bucket) {
    this.postgres = postgres;
    this.bucket = bucket;
  }

  static SharedStores start(Path folder) throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setDataDirectory(folder.resolve("postgres")).start();
    try {
      S3Server bucket = S3Server.start(folder.resolve("s3"));
      bucket.makeBucket(BUCKET);
      return new SharedStores(postgres, bucket);
    } catch (IOException e) {
      postgres.close();
      throw e;
    }
  }

  S3Server bucket() {
    return bucket;
  }

  /** The home of one more machine, with metadata and blobs where all have them. */
  Path machine(Path home) throws IOException {
    return home(home, database() + blobs());
  }

  /** A home with its own metadata and its blobs in the bucket. */
  Path withBlobs(Path home) throws IOException {
    return home(home, blobs());
  }

  /** What home.yaml says of the database. */
  String database() {
    return String.format(
        Locale.ROOT,
        "store: { url: 'jdbc:postgresql://localhost:%d/postgres', user: postgres }\n",
        postgres.getPort());
  }

  private String blobs() {
    return String.format(
        Locale.ROOT,
        """
        blobs:
          s3:
            bucket: %s
            prefix: mill
            endpoint: %s
            path-style: true
            access-key: secret(BLOBS_KEY)
            secret-key: secret(BLOBS_SECRET)
        """,
        BUCKET,
        bucket.endpoint());
  }

  private static Path home(Path home, String settings) throws IOException {
    Files.createDirectories(home.resolve("secrets"));
    secret(home, "BLOBS_KEY", S3Server.ACCESS_KEY);
    secret(home, "BLOBS_SECRET", S3Server.SECRET_KEY);
    Files.writeString(home.resolve("home.yaml"), settings);
    return home;
  }

  private static void secret(Path home, String name, String value) throws IOException {
    Path file = Files.writeString(home.resolve("secrets").resolve(name), value + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  public void close() throws IOException {
    try (postgres) {
      bucket.close();
    }
  }
}
