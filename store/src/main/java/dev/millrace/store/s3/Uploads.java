package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends a content in parts. Each part goes with its own checksum and is sent again alone when it
 * fails; an upload that cannot be ended is aborted, since the parts of others cost room for ever.
 */
final class Uploads {
  /** A content of this many bytes or more goes in parts. */
  static final long FROM = 64L << 20;

  private static final long LEAST_PART = 16L << 20;
  private static final int MOST_PARTS = 9_000;
  private static final int EXISTS = 412;
  private static final int BEING_WRITTEN = 409;

  private final S3Client client;
  private final String bucket;
  private final String key;

  Uploads(S3Client client, String bucket, String key) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
  }

  /** True when a write on condition found that somebody else writes the same, or has. */
  static boolean isTaken(S3Exception answer) {
    return answer.statusCode() == EXISTS || answer.statusCode() == BEING_WRITTEN;
  }

  void send(Content content, Map<String, String> metadata, Runnable beforeLast) {
    String upload =
        client
            .createMultipartUpload(
                b ->
                    b.bucket(bucket)
                        .key(key)
                        .metadata(metadata)
                        .contentType(Content.TYPE)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    try {
      List<CompletedPart> parts = parts(content, upload);
      beforeLast.run();
      client.completeMultipartUpload(
          b -> b.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    } catch (RuntimeException e) {
      abort(upload, e);
      throw e;
    }
  }

  private List<CompletedPart> parts(Content content, String upload) {
    long length = Math.max(LEAST_PART, content.bytes() / MOST_PARTS + 1);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < content.bytes(); from += length) {
      parts.add(
          part(content, from, Math.min(length, content.bytes() - from), upload, parts.size() + 1));
    }
    return parts;
  }

  private CompletedPart part(Content content, long from, long length, String upload, int number) {
    String sum = Sums.base64(digest(content, from, length));
    String tag =
        client
            .uploadPart(
                b ->
                    b.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentLength(length)
                        .checksumSHA256(sum),
                content.body(from, length))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).checksumSHA256(sum).build();
  }

  private static Digest digest(Content content, long from, long length) {
    try {
      return content.digest(from, length);
    } catch (IOException e) {
      throw FileFailures.of(e, Path.of(""));
    }
  }

  private void abort(String upload, RuntimeException why) {
    try {
      client.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      // What stopped it may still be there: the sweep of old uploads ends it later.
      why.addSuppressed(e);
    }
  }
}
