package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sign that a node lives: a lock that the operating system takes away when its process ends, in
 * whatever way. It is on a file that nothing else opens, since closing any descriptor of a file
 * gives up a process's locks on it.
 */
final class NodeLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private NodeLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Path file(Path folder, NodeId node) {
    return folder.resolve(node.value() + ".lock");
  }

  /** Takes the lock of a new node. */
  static NodeLock take(Path folder, NodeId node) throws IOException {
    Path file = file(folder, node);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock held = channel.tryLock();
    if (held == null) {
      channel.close();
      throw new IOException("another process holds " + file);
    }
    return new NodeLock(file, channel);
  }

  /** True when the node's process has ended. Not to be asked about a node of this process. */
  static boolean isDead(Path folder, NodeId node) throws IOException {
    Path file = file(folder, node);
    if (!Files.exists(file)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    }
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
