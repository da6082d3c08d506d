package dev.millrace.store.s3;

import dev.millrace.spi.secret.Secret;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.spi.secret.Secrets;
import dev.millrace.testkit.store.S3Server;
import java.net.URI;
import java.util.Optional;

/** Settings and secrets of the server that tests start. */
final class S3Cases {
  static final SecretName ACCESS = new SecretName("BLOBS_ACCESS");
  static final SecretName SECRET = new SecretName("BLOBS_SECRET");
  static final Secrets SECRETS =
      name -> new Secret(name, name.equals(ACCESS) ? S3Server.ACCESS_KEY : S3Server.SECRET_KEY);

  private S3Cases() {}

  static S3Settings settings(URI endpoint, String bucket) {
    return settings(endpoint, bucket, S3Settings.DEFAULT_CACHE);
  }

  static S3Settings settings(URI endpoint, String bucket, long cacheBytes) {
    return new S3Settings(
        bucket,
        "mill/blobs/",
        Optional.of(endpoint),
        S3Settings.DEFAULT_REGION,
        S3Settings.Style.PATH,
        ACCESS,
        SECRET,
        cacheBytes);
  }
}
