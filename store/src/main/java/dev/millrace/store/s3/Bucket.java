package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.files.BlobNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The requests made of one bucket, in the words of blobs. Safe for use by any number of threads.
 */
final class Bucket implements AutoCloseable {
  /** Metadata of our objects: the digest and the length that were sent. */
  private static final String DIGEST = "millrace-sha256";

  private static final String LENGTH = "millrace-bytes";

  /** Where marks of use and contents that are being removed lie; no names of contents. */
  private static final String USED = "used/";

  private static final String AWAY = "away/";
  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;

  /** More than this cannot be copied by one request. */
  private static final long COPIED_AT_ONCE = 5L << 30;

  private final S3Client client;
  private final S3Settings settings;

  /** False once the store has said that it cannot put on a condition. */
  private volatile boolean conditional = true;

  /**
   * An object as the store describes it.
   *
   * @param vouched its digest and length were checked by the store, or written down by us, when it
   *     was sent
   */
  record Found(long bytes, Instant at, boolean vouched) {}

  Bucket(S3Client client, S3Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** BLOBS_REFUSED when there is no such bucket or it may not be used, BLOBS_UNREACHABLE. */
  void requireUsable() {
    ask(() -> client.headBucket(b -> b.bucket(settings.bucket())));
  }

  Optional<Found> look(Digest digest) {
    return head(key(digest)).map(head -> found(digest, head));
  }

  /** When somebody last said that a content is in use; see {@link #markUsed}. */
  Optional<Instant> usedAt(Digest digest) {
    return head(used(digest)).map(HeadObjectResponse::lastModified);
  }

  private Optional<HeadObjectResponse> head(String key) {
    return ask(
        () -> {
          try {
            return Optional.of(
                client.headObject(
                    b -> b.bucket(settings.bucket()).key(key).checksumMode(ChecksumMode.ENABLED)));
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static Found found(Digest digest, HeadObjectResponse head) {
    Map<String, String> ours = head.metadata();
    boolean vouched =
        Sums.base64(digest).equals(head.checksumSHA256())
            || (digest.hex().equals(ours.get(DIGEST))
                && String.valueOf(head.contentLength()).equals(ours.get(LENGTH)));
    return new Found(head.contentLength(), head.lastModified(), vouched);
  }

  /**
   * Writes a content into a file that is there; false when there is none. Its bytes are counted.
   */
  Optional<Digest> read(Digest digest, Path into) {
    return ask(
        () -> {
          try {
            return Optional.of(
                client.getObject(
                    b -> b.bucket(settings.bucket()).key(key(digest)), new DigestedFile(into)));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  /** Sends a content in one request, in place of whatever is there. */
  void write(Digest digest, Content content) {
    ask(() -> put(digest, content, false));
  }

  /** Sends a content in one request unless there is one already; false when there was. */
  boolean writeNew(Digest digest, Content content) {
    return ask(
        () -> {
          if (conditional) {
            try {
              put(digest, content, true);
              return true;
            } catch (S3Exception e) {
              if (Uploads.isTaken(e)) {
                return false;
              }
              if (e.statusCode() != NOT_IMPLEMENTED) {
                throw e;
              }
              conditional = false;
            }
          }
          put(digest, content, false);
          return true;
        });
  }

  private Object put(Digest digest, Content content, boolean ifNew) {
    return client.putObject(
        b -> {
          b.bucket(settings.bucket())
              .key(key(digest))
              .contentLength(content.bytes())
              .metadata(metadata(digest, content))
              .checksumSHA256(Sums.base64(digest));
          if (ifNew) {
            b.ifNoneMatch("*");
          }
        },
        content.whole());
  }

  /** Sends a large content part by part; nothing is seen of it before it is whole. */
  void writeInParts(Digest digest, Content content, Runnable beforeLast) {
    ask(
        () -> {
          new Uploads(client, settings.bucket(), key(digest))
              .send(content, metadata(digest, content), beforeLast);
          return content;
        });
  }

  private static Map<String, String> metadata(Digest digest, Content content) {
    return Map.of(DIGEST, digest.hex(), LENGTH, String.valueOf(content.bytes()));
  }

  /** Gives an object the time of now; false when it is gone, or too large for that. */
  boolean makeYoung(Digest digest, long bytes) {
    return bytes <= COPIED_AT_ONCE
        && copy(
            key(digest),
            key(digest),
            b ->
                b.metadataDirective(MetadataDirective.REPLACE)
                    .metadata(Map.of(DIGEST, digest.hex(), LENGTH, String.valueOf(bytes))));
  }

  /** Asks for no change to what is copied. */
  private static void asItIs(CopyObjectRequest.Builder request) {}

  /** Copies an object to another name; false when there is none. */
  private boolean copy(String from, String to, Consumer<CopyObjectRequest.Builder> more) {
    return ask(
        () -> {
          try {
            client.copyObject(
                b -> {
                  b.sourceBucket(settings.bucket())
                      .sourceKey(from)
                      .destinationBucket(settings.bucket())
                      .destinationKey(to);
                  more.accept(b);
                });
            return true;
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
              return false;
            }
            throw e;
          }
        });
  }

  /**
   * Says that a content is in use, before looking whether it is there: who removes it looks for
   * this after it has gone, and brings it back.
   */
  void markUsed(Digest digest) {
    ask(
        () ->
            client.putObject(
                b -> b.bucket(settings.bucket()).key(used(digest)), RequestBody.empty()));
  }

  /** Takes a content away such that it can be brought back; false when it is gone or too large. */
  boolean takeAway(Digest digest, long bytes) {
    if (bytes > COPIED_AT_ONCE || !copy(key(digest), away(digest), Bucket::asItIs)) {
      return false;
    }
    delete(digest);
    return true;
  }

  /** Brings back what was taken away, unless it was put again meanwhile. */
  void bringBack(Digest digest) {
    if (look(digest).isPresent() || copy(away(digest), key(digest), Bucket::asItIs)) {
      forgetAway(digest);
    }
  }

  /** Removes for good what was taken away. */
  void forgetAway(Digest digest) {
    delete(away(digest));
  }

  /** What was taken away and neither brought back nor removed for good. */
  List<Digest> away() {
    return named(AWAY).map(StoredBlob::digest).toList();
  }

  /** Removes marks of use from before a time; nobody asks for them any more. */
  void forgetUses(Instant before) {
    named(USED)
        .filter(mark -> mark.at().isBefore(before))
        .toList()
        .forEach(mark -> delete(used(mark.digest())));
  }

  private Stream<StoredBlob> named(String folder) {
    String prefix = settings.prefix() + folder;
    return objects(prefix)
        .flatMap(
            object ->
                BlobNames.digest(object.key().substring(prefix.length()))
                    .map(digest -> new StoredBlob(digest, object.size(), object.lastModified()))
                    .stream());
  }

  void delete(Digest digest) {
    delete(key(digest));
  }

  private void delete(String key) {
    ask(() -> client.deleteObject(b -> b.bucket(settings.bucket()).key(key)));
  }

  /** Every content, page by page. */
  Stream<StoredBlob> list() {
    return named("");
  }

  private Stream<S3Object> objects(String prefix) {
    Iterator<S3Object> objects =
        ask(
            client
                    .listObjectsV2Paginator(b -> b.bucket(settings.bucket()).prefix(prefix))
                    .contents()
                ::iterator);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(asked(objects), Spliterator.NONNULL), false);
  }

  /** Pages are asked for while the iterator is used. */
  private <T> Iterator<T> asked(Iterator<T> pages) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return ask(pages::hasNext);
      }

      @Override
      public T next() {
        return ask(pages::next);
      }
    };
  }

  /** Uploads that were begun before this time and never ended. */
  List<MultipartUpload> uploads(Instant before) {
    return ask(
        () ->
            client
                .listMultipartUploadsPaginator(
                    b -> b.bucket(settings.bucket()).prefix(settings.prefix()))
                .uploads()
                .stream()
                .filter(upload -> upload.initiated().isBefore(before))
                .toList());
  }

  /** Ends them; says how many. */
  int abortUploads(Instant before) {
    List<MultipartUpload> old = uploads(before);
    for (MultipartUpload upload : old) {
      ask(
          () ->
              client.abortMultipartUpload(
                  b -> b.bucket(settings.bucket()).key(upload.key()).uploadId(upload.uploadId())));
    }
    return old.size();
  }

  /** Gives an object a name that is none of a content; gives the name, empty when it is gone. */
  Optional<String> setAside(Digest digest) {
    String aside = settings.prefix() + "damaged/" + digest.hex();
    if (!copy(key(digest), aside, Bucket::asItIs)) {
      return Optional.empty();
    }
    delete(digest);
    return Optional.of(aside);
  }

  <T> T ask(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Failures.of(e, settings.place());
    }
  }

  private String key(Digest digest) {
    return settings.prefix() + BlobNames.of(digest);
  }

  private String used(Digest digest) {
    return settings.prefix() + USED + BlobNames.of(digest);
  }

  private String away(Digest digest) {
    return settings.prefix() + AWAY + BlobNames.of(digest);
  }

  @Override
  public void close() {
    client.close();
  }
}
