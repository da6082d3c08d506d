package dev.millrace.store.files;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.StoredBlob;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks through a folder of blobs, one of its 256 folders at a time. */
final class BlobListing {
  private BlobListing() {}

  static Stream<StoredBlob> of(Path folder) {
    return IntStream.range(0, BlobNames.SHARDS)
        .mapToObj(BlobNames::shard)
        .flatMap(shard -> shard(folder.resolve(shard)).stream());
  }

  private static List<StoredBlob> shard(Path shard) {
    List<StoredBlob> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(shard)) {
      for (Path file : files) {
        stored(shard.getFileName() + "/" + file.getFileName(), file).ifPresent(found::add);
      }
    } catch (NoSuchFileException | NotDirectoryException notOurs) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw FileFailures.of(Objects.requireNonNull(e.getCause()), shard);
    } catch (IOException e) {
      throw FileFailures.of(e, shard);
    }
    return found;
  }

  private static Optional<StoredBlob> stored(String name, Path file) throws IOException {
    Optional<Digest> digest = BlobNames.digest(name);
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new StoredBlob(
                  digest.get(), attributes.size(), attributes.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException goneMeanwhile) {
      return Optional.empty();
    }
  }
}
