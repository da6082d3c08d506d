package dev.millrace.cli;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.secret.SecretForm;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.store.s3.S3Settings;
import java.net.URI;
import java.util.Optional;

/** The section {@code blobs} of {@code home.yaml}: which bucket of S3 keeps the contents. */
final class BlobsConfig {
  private static final SecretName NONE = new SecretName("NONE");

  private static final ValueForm<String> BUCKET =
      new ValueForm<>(
          "the name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes",
          text -> require(S3Settings.isBucket(text), text),
          text -> text);

  private static final ValueForm<String> PREFIX =
      new ValueForm<>(
          "up to 8 folders such as team/millrace, of letters, digits, dots, dashes and underscores",
          text -> S3Settings.prefix(text).orElseThrow(() -> new IllegalArgumentException(text)),
          text -> text);

  private static final ValueForm<String> REGION =
      new ValueForm<>(
          "the name of a region, such as eu-central-1",
          text -> require(S3Settings.isRegion(text), text),
          text -> text);

  /** Never shown when it is wrong: it may hold a key. */
  private static final ValueForm<URI> ENDPOINT =
      new ValueForm<URI>(
              "http:// or https://, a host and a port, with nothing after them",
              text -> {
                URI address = URI.create(text);
                if (!S3Settings.isEndpoint(address)) {
                  throw new IllegalArgumentException("not the address of a store");
                }
                return address;
              },
              URI::toString)
          .hidden();

  private static final ValueForm<Long> CACHE =
      new ValueForm<>(
              "a size from 1MB on, such as 10GB",
              text -> {
                long bytes = ValueForms.size().parse().apply(text);
                require(bytes >= S3Settings.LEAST_CACHE, text);
                return bytes;
              },
              ValueForms.size().print())
          .shaped(ValueForms.size().shape());

  private BlobsConfig() {}

  static Optional<S3Settings> read(Section section) {
    return section.section(
        "s3",
        "a bucket of S3 or of a store that speaks its protocol",
        s3 -> {
          if (s3.keys().isEmpty()) {
            describe(s3);
            return Optional.empty();
          }
          return s3(s3);
        });
  }

  private static void describe(Section section) {
    var _ = section.optional("bucket", "the bucket, which is there", BUCKET);
    var _ = rest(section);
    var _ = section.optional("access-key", "name of the key", SecretForm.FORM);
    var _ = section.optional("secret-key", "the key's secret", SecretForm.FORM);
  }

  private static Optional<S3Settings> s3(Section section) {
    String bucket = section.required("bucket", "the bucket, which is there", BUCKET, "none");
    Rest rest = rest(section);
    SecretName access = section.required("access-key", "name of the key", SecretForm.FORM, NONE);
    SecretName secret = section.required("secret-key", "the key's secret", SecretForm.FORM, NONE);
    // What is missing or wrong was noted, and ends the reading.
    return Optional.of(
        new S3Settings(
            bucket,
            rest.prefix,
            rest.endpoint,
            rest.region,
            rest.pathStyle ? S3Settings.Style.PATH : S3Settings.Style.HOST,
            access,
            secret,
            rest.cache));
  }

  /** What need not be said. */
  private record Rest(
      String prefix, Optional<URI> endpoint, String region, boolean pathStyle, long cache) {}

  private static Rest rest(Section section) {
    return new Rest(
        section.value("prefix", "what the names of all objects begin with", PREFIX, ""),
        section.optional("endpoint", "address of the store, when it is not Amazon's", ENDPOINT),
        section.value("region", "the region", REGION, S3Settings.DEFAULT_REGION),
        section.value(
            "path-style", "the bucket stands in the path of an address", ValueForms.flag(), false),
        section.value(
            "cache",
            "how much of the home's disk copies may take",
            CACHE,
            S3Settings.DEFAULT_CACHE));
  }

  private static String require(boolean right, String text) {
    if (!right) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
