package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Segments as files in a folder, which is there. */
final class FolderSegments implements SegmentFiles {
  private final Path folder;

  FolderSegments(Path folder) {
    this.folder = folder;
  }

  @Override
  public SegmentFile create(SegmentName name) throws IOException {
    return new ChannelFile(
        FileChannel.open(
            folder.resolve(name.openFile()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE));
  }

  @Override
  public void seal(SegmentName name) throws IOException {
    Files.move(
        folder.resolve(name.openFile()),
        folder.resolve(name.sealedFile()),
        StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void remove(SegmentName name) throws IOException {
    Files.deleteIfExists(folder.resolve(name.openFile()));
  }

  @Override
  public void forceNames() throws IOException {
    Folders.force(folder);
  }

  /** A file of the operating system. */
  private record ChannelFile(FileChannel channel) implements SegmentFile {
    @Override
    public void append(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void cut(long size) throws IOException {
      channel.truncate(size);
      channel.position(size);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
