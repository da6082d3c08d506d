package dev.millrace.store.s3;

import dev.millrace.spi.secret.SecretName;
import dev.millrace.spi.secret.Secrets;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes a client that goes by the settings of the home alone, not by files or variables. */
final class S3Access {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** No byte for this long: the store is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final int TRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private S3Access() {}

  static S3Client open(S3Settings settings, Secrets secrets) {
    BackoffStrategy waits = BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT);
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            .region(Region.of(settings.region()))
            .credentialsProvider(
                () ->
                    AwsBasicCredentials.create(
                        value(secrets, settings.accessKey()), value(secrets, settings.secretKey())))
            .forcePathStyle(settings.style() == S3Settings.Style.PATH)
            // Checksums are those we give; others are not understood by every store.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(false)
                    .expectContinueEnabled(false)
                    .build())
            .overrideConfiguration(
                b ->
                    b.defaultProfileFile(ProfileFile.aggregator().build())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .backoffStrategy(waits)
                                .throttlingBackoffStrategy(waits)
                                .build()));
    for (URI endpoint : settings.endpoint().stream().toList()) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }

  private static String value(Secrets secrets, SecretName name) {
    return secrets.resolve(name).use(String::strip);
  }
}
