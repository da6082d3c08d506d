package dev.millrace.store.s3;

import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.spi.secret.Secret;
import dev.millrace.spi.secret.Secrets;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.files.BlobNames;
import dev.millrace.testkit.store.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs in a bucket when others write there, the server goes, or the cache is full. */
class S3BlobsTest {
  private static final byte[] CONTENT = "a content of some length".repeat(100).getBytes(UTF_8);
  private static final Digest DIGEST = Digest.ofBytes(CONTENT);
  private static S3Server server;
  private static int buckets;

  @TempDir Path folder;
  private final List<S3Blobs> opened = new ArrayList<>();
  private Instant now = Instant.now();
  private String bucket = "";

  /** Thrown where a process would have ended. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeBucket() throws IOException {
    bucket = "things-" + ++buckets;
    server.makeBucket(bucket);
  }

  @AfterEach
  void close() {
    opened.forEach(S3Blobs::close);
  }

  @Test
  void equalContentsAreSentOnce() throws IOException {
    S3Blobs blobs = blobs();
    blobs.put(CONTENT);
    var sent = Files.getLastModifiedTime(object(DIGEST));

    blobs.put(CONTENT);
    elsewhere().put(CONTENT);
    elsewhere().putFile(Files.write(folder.resolve("same"), CONTENT));

    assertThat(Files.getLastModifiedTime(object(DIGEST))).isEqualTo(sent);
  }

  @Test
  void anOldContentThatIsPutAgainCountsAsWrittenNow() throws IOException {
    S3Blobs blobs = blobs();
    blobs.put(CONTENT);
    var sent = Files.getLastModifiedTime(object(DIGEST));
    now = now.plus(Duration.ofMinutes(50));
    blobs.put(CONTENT);
    assertThat(Files.getLastModifiedTime(object(DIGEST))).isEqualTo(sent);

    now = now.plus(Duration.ofMinutes(50));
    blobs.put(CONTENT);

    assertThat(Files.getLastModifiedTime(object(DIGEST))).isGreaterThan(sent);
    assertThat(elsewhere().localFile(DIGEST)).hasBinaryContent(CONTENT);
    assertThat(elsewhere().verify(DIGEST)).isTrue();
  }

  @Test
  void whatOthersCopiedThereIsReadOnceAndTaken() throws IOException {
    Files.createDirectories(object(DIGEST).resolveSibling(""));
    Files.write(object(DIGEST), CONTENT);

    assertThat(blobs().verify(DIGEST)).isTrue();
    assertThat(blobs().localFile(DIGEST)).hasBinaryContent(CONTENT);
  }

  @Test
  void aContentOfAnotherLengthIsRefusedAndMended() throws IOException {
    blobs().put(CONTENT);
    for (int length : new int[] {0, CONTENT.length - 1, CONTENT.length + 1}) {
      Files.write(object(DIGEST), java.util.Arrays.copyOf(CONTENT, length));
      S3Blobs other = elsewhere();

      assertThat(refusal(ErrorCode.BLOB_CORRUPT, () -> other.localFile(DIGEST)))
          .contains(DIGEST.hex(), "s3://" + bucket);
      assertThat(other.verify(DIGEST)).isFalse();
      other.put(CONTENT);
      assertThat(object(DIGEST)).hasBinaryContent(CONTENT);
      assertThat(other.verify(DIGEST)).isTrue();
    }
  }

  @Test
  void aDamagedCopyOfTheCacheIsFetchedAnew() throws IOException {
    S3Blobs blobs = blobs();
    blobs.put(CONTENT);
    Files.write(folder.resolve("cache").resolve(BlobNames.of(DIGEST)), new byte[7]);

    assertThat(blobs.localFile(DIGEST)).hasBinaryContent(CONTENT);
  }

  @Test
  void theStoreChecksWhatItIsSent() {
    try (Bucket direct = new Bucket(S3Access.open(settings(), S3Cases.SECRETS), settings())) {
      byte[] other = CONTENT.clone();
      other[5] ^= 1;
      assertThat(
              refusal(ErrorCode.BLOBS_UNREACHABLE, () -> direct.write(DIGEST, Content.of(other))))
          .contains("damaged on its way");
      assertThat(direct.look(DIGEST)).isEmpty();
      assertThat(direct.writeNew(DIGEST, Content.of(CONTENT))).isTrue();
      assertThat(direct.writeNew(DIGEST, Content.of(CONTENT))).isFalse();
    }
  }

  @Test
  void aLargeContentGoesInPartsAndComesBack() throws IOException {
    byte[] large = large(1);
    Digest digest = blobs().putFile(Files.write(folder.resolve("large"), large));

    assertThat(digest).isEqualTo(Digest.ofBytes(large));
    assertThat(elsewhere().localFile(digest)).hasBinaryContent(large);
    assertThat(blobs().verify(digest)).isTrue();
    try (Stream<StoredBlob> all = blobs().list()) {
      assertThat(all.toList().getFirst().bytes()).isEqualTo(large.length);
    }
    assertThat(blobs().sweep(now.plus(Duration.ofDays(9)))).isZero();
  }

  @Test
  void anUploadThatIsInterruptedLeavesNothing() throws IOException {
    byte[] large = large(2);
    Path file = Files.write(folder.resolve("large"), large);
    S3Blobs crashing =
        blobs(
            "cache",
            settings(),
            S3Cases.SECRETS,
            point -> {
              throw new Crash();
            });

    assertThatThrownBy(() -> crashing.putFile(file)).isInstanceOf(Crash.class);

    assertThat(file).exists();
    assertThat(blobs().verify(Digest.ofBytes(large))).isFalse();
    assertThat(blobs().sweep(now.plus(Duration.ofDays(9)))).isZero();
    blobs().putFile(file);
    assertThat(elsewhere().localFile(Digest.ofBytes(large))).hasBinaryContent(large);
  }

  @Test
  void aServerThatGoesInMidUploadIsNamedAndWhatItKeptIsSweptAway() throws IOException {
    byte[] large = large(3);
    Path file = Files.write(folder.resolve("large"), large);
    S3Blobs cut = blobs("cache", settings(), S3Cases.SECRETS, point -> server.kill());
    try {
      assertThat(refusal(ErrorCode.BLOBS_UNREACHABLE, () -> cut.putFile(file)))
          .contains("cannot be reached", "s3://" + bucket, server.endpoint().toString());
    } finally {
      server.restart();
    }

    assertThat(file).exists();
    S3Blobs again = blobs();
    assertThat(again.verify(Digest.ofBytes(large))).isFalse();
    assertThat(again.sweep(now.minus(Duration.ofDays(1)))).as("may be somebody's still").isZero();
    assertThat(again.sweep(now.plus(Duration.ofDays(9)))).isEqualTo(1);
    again.putFile(file);
    assertThat(elsewhere().localFile(Digest.ofBytes(large))).hasBinaryContent(large);
  }

  @Test
  void aServerThatIsAwayIsNamedAndNeedsNoRestartOfOurs() throws IOException {
    S3Blobs blobs = blobs();
    server.kill();
    try {
      for (Runnable use :
          List.<Runnable>of(
              () -> blobs.put(CONTENT),
              () -> blobs.verify(DIGEST),
              () -> blobs.localFile(DIGEST),
              () -> blobs.delete(DIGEST),
              () -> blobs.list().close())) {
        refusal(ErrorCode.BLOBS_UNREACHABLE, use::run);
      }
    } finally {
      server.restart();
    }
    blobs.put(CONTENT);
    assertThat(elsewhere().localFile(DIGEST)).hasBinaryContent(CONTENT);
    server.kill();
    try {
      assertThat(blobs.localFile(DIGEST)).as("from the cache").hasBinaryContent(CONTENT);
    } finally {
      server.restart();
    }
  }

  @Test
  void whatTheStoreRefusesIsNamedWithoutAKey() {
    Secrets wrong = name -> new Secret(name, "hunter2");
    S3Blobs denied = blobs("cache", settings(), wrong, Checkpoints.NONE);
    String refused = refusal(ErrorCode.BLOBS_REFUSED, () -> denied.put(CONTENT));
    assertThat(refused).contains("refuses this key", "home.yaml").doesNotContain("hunter2");

    S3Blobs nowhere =
        blobs(
            "cache",
            S3Cases.settings(server.endpoint(), "no-such-bucket"),
            S3Cases.SECRETS,
            Checkpoints.NONE);
    assertThat(refusal(ErrorCode.BLOBS_REFUSED, () -> nowhere.put(CONTENT)))
        .contains("no such bucket", "s3://no-such-bucket");
  }

  @Test
  void whoVerifiesWhileItIsRemovedFindsItThere() throws IOException {
    for (String point : List.of("blob.before-aside", "blob.after-aside")) {
      S3Blobs user = elsewhere();
      Digest digest = user.put(point.getBytes(UTF_8));
      makeOld(digest);
      List<Boolean> verified = new ArrayList<>();
      S3Blobs removing = removing(point, () -> verified.add(user.verify(digest)));

      boolean freed = removing.deleteUnused(digest, now.minus(Duration.ofDays(1))).isPresent();

      assertThat(verified).as(point).hasSize(1).doesNotContain(freed);
      assertThat(elsewhere().verify(digest)).as(point).isEqualTo(!freed);
    }
  }

  @Test
  void aRemovalThatEndedInTheMiddleIsAsIfItHadNotBegun() throws IOException {
    blobs().put(CONTENT);
    makeOld(DIGEST);
    S3Blobs killed =
        removing(
            "blob.after-aside",
            () -> {
              throw new Crash();
            });
    assertThatThrownBy(() -> killed.deleteUnused(DIGEST, now)).isInstanceOf(Crash.class);
    assertThat(elsewhere().verify(DIGEST)).isFalse();

    blobs().sweep(now.minus(Duration.ofDays(100)));

    assertThat(elsewhere().localFile(DIGEST)).hasBinaryContent(CONTENT);
    assertThat(blobs().deleteUnused(DIGEST, now.plus(Duration.ofDays(1)))).hasValue(CONTENT.length);
    assertThat(elsewhere().verify(DIGEST)).isFalse();
  }

  private void makeOld(Digest digest) throws IOException {
    Files.setLastModifiedTime(object(digest), FileTime.from(now.minus(Duration.ofDays(9))));
  }

  private S3Blobs removing(String point, Runnable then) {
    return blobs(
        "cache-" + opened.size(),
        settings(),
        S3Cases.SECRETS,
        reached -> {
          if (reached.equals(point)) {
            then.run();
          }
        });
  }

  @Test
  void aListingGoesOverManyPages() throws IOException {
    for (int i = 0; i < 1_050; i++) {
      Path file = object(digest("content " + i));
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, new byte[3]);
    }
    try (Stream<StoredBlob> all = blobs().list()) {
      assertThat(all.map(StoredBlob::digest).distinct()).hasSize(1_050);
    }
  }

  @Test
  void theCacheIsKeptWithinItsBounds() throws IOException {
    S3Blobs blobs =
        blobs(
            "cache",
            S3Cases.settings(server.endpoint(), bucket, S3Settings.LEAST_CACHE),
            S3Cases.SECRETS,
            Checkpoints.NONE);
    List<Digest> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      now = now.plus(Duration.ofMinutes(5));
      byte[] each = new byte[100_000];
      new SplittableRandom(i).nextBytes(each);
      all.add(blobs.put(each));
      blobs.localFile(all.getFirst());
    }

    assertThat(cached()).isLessThanOrEqualTo(S3Settings.LEAST_CACHE);
    assertThat(folder.resolve("cache").resolve(BlobNames.of(all.getFirst()))).exists();
    assertThat(folder.resolve("cache").resolve(BlobNames.of(all.getLast()))).exists();
    for (Digest each : all) {
      assertThat(blobs.localFile(each)).as("in use at once: none may go").exists();
    }
    assertThat(cached()).isEqualTo(3_000_000);
    now = now.plus(Duration.ofHours(1));
    blobs.put(CONTENT);
    assertThat(cached()).isLessThanOrEqualTo(S3Settings.LEAST_CACHE);
  }

  private long cached() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Just enough for several parts. */
  private static byte[] large(int seed) {
    byte[] content = new byte[(int) Uploads.FROM + 12_345];
    new SplittableRandom(seed).nextBytes(content);
    return content;
  }

  private S3Settings settings() {
    return S3Cases.settings(server.endpoint(), bucket);
  }

  private S3Blobs blobs() {
    return blobs("cache", settings(), S3Cases.SECRETS, Checkpoints.NONE);
  }

  /** Another machine, which has nothing in its cache. */
  private S3Blobs elsewhere() {
    return blobs("cache-" + opened.size(), settings(), S3Cases.SECRETS, Checkpoints.NONE);
  }

  private S3Blobs blobs(
      String cache, S3Settings settings, Secrets secrets, Checkpoints checkpoints) {
    InstantSource clock = () -> now;
    S3Blobs blobs = new S3Blobs(settings, secrets, folder.resolve(cache), clock, checkpoints);
    opened.add(blobs);
    return blobs;
  }

  private Path object(Digest digest) {
    return server.object(bucket, "mill/blobs/" + BlobNames.of(digest));
  }
}
