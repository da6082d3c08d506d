package dev.millrace.store.files;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs as files when the disk is full, the process dies, or somebody else moves files. */
class FileBlobsTest {
  private static final byte[] CONTENT =
      "a content of some length".repeat(100).getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST = Digest.ofBytes(CONTENT);

  @TempDir Path folder;
  @TempDir Path outside;

  /** Thrown where a process would have ended. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aDiskThatFillsUpIsNamedAndLeavesNothing() throws IOException {
    FileBlobs full = blobs(new FullDisk());

    String refused = refusal(ErrorCode.DISK_FULL, () -> full.put(CONTENT));

    assertThat(refused).contains("no room", folder.toString());
    assertThat(files()).isEmpty();
    assertThat(full.verify(DIGEST)).isFalse();
    assertThat(blobs(new DiskWrites()).put(CONTENT)).isEqualTo(DIGEST);
  }

  @Test
  void whereNobodyMayWriteIsNamed() {
    FileBlobs denied =
        blobs(
            new DiskWrites() {
              @Override
              void move(Path from, Path to) throws IOException {
                throw new AccessDeniedException(to.toString());
              }
            });
    refusal(ErrorCode.FILE_UNWRITABLE, () -> denied.put(CONTENT));
    FileBlobs failing =
        blobs(
            new DiskWrites() {
              @Override
              void force(Path file) throws IOException {
                throw new FileSystemException(file.toString(), null, "Input/output error");
              }
            });
    assertThat(refusal(ErrorCode.STORE_FAILED, () -> failing.put(CONTENT)))
        .contains("Input/output error");
    assertThat(failing.verify(DIGEST)).isFalse();
  }

  @Test
  void aFileOnAnotherDiskIsCopied() throws IOException {
    FileBlobs blobs =
        blobs(
            new DiskWrites() {
              @Override
              void move(Path from, Path to) throws IOException {
                if (from.startsWith(outside)) {
                  throw new AtomicMoveNotSupportedException("", "", "another disk");
                }
                super.move(from, to);
              }
            });
    Path file = Files.write(outside.resolve("part"), CONTENT);

    assertThat(blobs.putFile(file)).isEqualTo(DIGEST);

    assertThat(file).doesNotExist();
    assertThat(blobs.localFile(DIGEST)).hasBinaryContent(CONTENT);
    assertThat(files()).hasSize(1);
  }

  @Test
  void aCrashAnywhereLeavesNoHalfBlobAndTheNextPutSucceeds() throws IOException {
    List<String> points = new ArrayList<>();
    blobs(points::add).put("another".getBytes(StandardCharsets.UTF_8));
    assertThat(points)
        .containsExactly("blob.before-fsync", "blob.before-rename", "blob.after-rename");
    for (String crashAt : points) {
      Files.deleteIfExists(blobs(Checkpoints.NONE).place(DIGEST));
      FileBlobs crashing =
          blobs(
              point -> {
                if (point.equals(crashAt)) {
                  throw new Crash();
                }
              });
      assertThatThrownBy(() -> crashing.put(CONTENT)).isInstanceOf(Crash.class);
      boolean there = crashAt.equals("blob.after-rename");
      assertThat(blobs(Checkpoints.NONE).verify(DIGEST)).isEqualTo(there);
      assertThat(blobs(Checkpoints.NONE).put(CONTENT)).isEqualTo(DIGEST);
      assertThat(blobs(Checkpoints.NONE).localFile(DIGEST)).hasBinaryContent(CONTENT);
    }
    assertThat(blobs(Checkpoints.NONE).sweep(NOON.plus(Duration.ofDays(10_000)))).isEqualTo(2);
    assertThat(files()).hasSize(2);
  }

  @Test
  void onlyOldLeftoversAreSwept() throws IOException {
    FileBlobs crashing =
        blobs(
            point -> {
              throw new Crash();
            });
    assertThatThrownBy(() -> crashing.put(CONTENT)).isInstanceOf(Crash.class);
    Path leftover = files().getFirst();
    Files.setLastModifiedTime(leftover, FileTime.from(NOON));
    FileBlobs blobs = blobs(Checkpoints.NONE);
    blobs.put(new byte[0]);

    assertThat(blobs.sweep(NOON)).isZero();
    assertThat(leftover).exists();
    assertThat(blobs.sweep(NOON.plusMillis(1))).isEqualTo(1);
    assertThat(leftover).doesNotExist();
    assertThat(blobs.verify(Digest.ofBytes(new byte[0]))).isTrue();
  }

  @Test
  void anOldFileIsCheckedOnceAndAgainWhenItChanges() throws IOException {
    FileBlobs blobs = blobs(Checkpoints.NONE);
    blobs.put(CONTENT);
    Path place = blobs.place(DIGEST);
    Files.setLastModifiedTime(place, FileTime.from(NOON));
    assertThat(blobs.localFile(DIGEST)).isEqualTo(place);

    byte[] other = CONTENT.clone();
    other[7] ^= 1;
    Files.write(place, other);
    Files.setLastModifiedTime(place, FileTime.from(NOON));
    assertThat(blobs.localFile(DIGEST)).as("same size and time: not read again").isEqualTo(place);
    assertThat(blobs(Checkpoints.NONE).verify(DIGEST)).as("another process").isFalse();
    Files.setLastModifiedTime(place, FileTime.from(NOON.plusSeconds(1)));
    assertThat(blobs.verify(DIGEST)).isFalse();
    Files.write(place, new byte[3]);
    refusal(ErrorCode.BLOB_CORRUPT, () -> blobs.open(DIGEST));
  }

  @Test
  void whoVerifiesWhileItIsRemovedFindsItThere() throws IOException {
    Instant now = Instant.now();
    for (String point : List.of("blob.before-aside", "blob.after-aside")) {
      FileBlobs user = blobs(Checkpoints.NONE);
      user.put(CONTENT);
      Files.setLastModifiedTime(user.place(DIGEST), FileTime.from(now.minus(Duration.ofDays(9))));
      List<Boolean> verified = new ArrayList<>();
      FileBlobs removing =
          blobs(
              reached -> {
                if (reached.equals(point)) {
                  verified.add(user.verify(DIGEST));
                }
              });

      assertThat(removing.deleteUnused(DIGEST, now.minus(Duration.ofDays(1)))).as(point).isEmpty();

      assertThat(verified).containsExactly(true);
      assertThat(user.verify(DIGEST)).isTrue();
      assertThat(blobs(Checkpoints.NONE).verify(DIGEST)).isTrue();
    }
  }

  @Test
  void aRemovalThatEndedInTheMiddleIsAsIfItHadNotBegun() throws IOException {
    Instant now = Instant.now();
    FileBlobs blobs = blobs(Checkpoints.NONE);
    blobs.put(CONTENT);
    Files.setLastModifiedTime(blobs.place(DIGEST), FileTime.from(now.minus(Duration.ofDays(9))));
    FileBlobs killed =
        blobs(
            point -> {
              if (point.equals("blob.after-aside")) {
                throw new IllegalStateException(point);
              }
            });
    assertThatThrownBy(() -> killed.deleteUnused(DIGEST, now))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Files.exists(blobs.place(DIGEST))).isFalse();

    blobs.sweep(now.minus(Duration.ofDays(100)));

    assertThat(Files.exists(blobs.place(DIGEST))).isTrue();
    assertThat(blobs.deleteUnused(DIGEST, now)).hasValue(CONTENT.length);
    try (var left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void anOldContentThatIsPutAgainCountsAsWrittenNow() throws IOException {
    FileBlobs blobs = blobs(Checkpoints.NONE);
    blobs.put(CONTENT);
    Path place = blobs.place(DIGEST);
    Instant now = Instant.now();
    Instant young = now.minus(Duration.ofMinutes(50));
    Files.setLastModifiedTime(place, FileTime.from(young));
    blobs.put(CONTENT);
    assertThat(writtenAt(blobs)).isEqualTo(young);

    Files.setLastModifiedTime(place, FileTime.from(NOON));
    blobs.put(CONTENT);
    assertThat(writtenAt(blobs)).isAfterOrEqualTo(now);

    Files.setLastModifiedTime(place, FileTime.from(NOON));
    blobs.putFile(Files.write(outside.resolve("again"), CONTENT));
    assertThat(writtenAt(blobs)).isAfterOrEqualTo(now);
  }

  private static Instant writtenAt(FileBlobs blobs) {
    try (Stream<StoredBlob> all = blobs.list()) {
      return all.toList().getFirst().at();
    }
  }

  @Test
  void aMissingFileToTakeIsAnError() {
    refusal(
        ErrorCode.STORE_FAILED,
        () -> blobs(Checkpoints.NONE).putFile(outside.resolve("never there")));
  }

  /** Has room for the first half of a content. */
  private static final class FullDisk extends DiskWrites {
    @Override
    void write(Path file, InputStream content) throws IOException {
      byte[] all = content.readAllBytes();
      super.write(file, new ByteArrayInputStream(all, 0, all.length / 2));
      throw new IOException("No space left on device");
    }
  }

  private FileBlobs blobs(Checkpoints checkpoints) {
    return new FileBlobs(folder, InstantSource.system(), checkpoints);
  }

  private FileBlobs blobs(DiskWrites disk) {
    return new FileBlobs(folder, InstantSource.system(), Checkpoints.NONE, disk);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
