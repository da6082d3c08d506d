package dev.millrace.store.s3;

import dev.millrace.spi.secret.SecretName;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bucket keeps the blobs, and how a process uses it. The two keys are asked for at each
 * request and kept nowhere.
 *
 * @param bucket its name by the rules of S3: 3 to 63 lower-case letters, digits, dots and dashes
 * @param prefix what the names of all objects begin with, ending with a slash; or empty
 * @param endpoint address of the store; absent: Amazon's of the region
 * @param region the store's name of it
 * @param style how the bucket is named in an address
 * @param cacheBytes how much of the home's disk contents that were read may take, 1 MB or more
 */
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String region,
    Style style,
    SecretName accessKey,
    SecretName secretKey,
    long cacheBytes) {
  public static final String DEFAULT_REGION = "us-east-1";
  public static final long DEFAULT_CACHE = 10L << 30;
  public static final long LEAST_CACHE = 1L << 20;

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,99}/){0,8}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** Where the name of a bucket stands: in the path, or before the name of the host. */
  public enum Style {
    PATH,
    HOST
  }

  public S3Settings {
    if (!isBucket(bucket)) {
      throw new IllegalArgumentException("not the name of a bucket: '" + bucket + "'");
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("not a prefix of names: '" + prefix + "'");
    }
    if (!isRegion(region)) {
      throw new IllegalArgumentException("not the name of a region: '" + region + "'");
    }
    if (cacheBytes < LEAST_CACHE) {
      throw new IllegalArgumentException("a cache has 1 MB or more, got " + cacheBytes + " bytes");
    }
  }

  public static boolean isBucket(String text) {
    return BUCKET.matcher(text).matches() && !text.contains("..");
  }

  public static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /** The prefix as it is kept, with a slash at its end; empty when the text is none. */
  public static Optional<String> prefix(String text) {
    String full = text.isEmpty() || text.endsWith("/") ? text : text + "/";
    return PREFIX.matcher(full).matches() ? Optional.of(full) : Optional.empty();
  }

  /** True for http or https, a host, and no user, path or query. */
  public static boolean isEndpoint(URI address) {
    return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
        && address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawQuery() == null
        && address.getRawFragment() == null
        && (address.getRawPath().isEmpty() || "/".equals(address.getRawPath()));
  }

  /** Place of the blobs, for people. */
  String place() {
    return "s3://" + bucket + "/" + prefix + endpoint.map(at -> " at " + at).orElse("");
  }
}
