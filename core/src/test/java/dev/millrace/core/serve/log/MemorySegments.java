package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A disk of a given size that fails as real ones do: in the middle of a write. */
final class MemorySegments implements SegmentFiles {
  final TreeMap<String, byte[]> open = new TreeMap<>();
  final TreeMap<String, byte[]> sealed = new TreeMap<>();
  final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
  final AtomicLong forces = new AtomicLong();
  final AtomicLong failingForces = new AtomicLong();
  final AtomicLong failingCuts = new AtomicLong();

  @Override
  public SegmentFile create(SegmentName name) throws IOException {
    if (open.putIfAbsent(name.text(), new byte[0]) != null || sealed.containsKey(name.text())) {
      throw new FileAlreadyExistsException(name.text());
    }
    return new MemoryFile(name.text());
  }

  @Override
  public void seal(SegmentName name) {
    byte[] content = open.remove(name.text());
    if (content == null || sealed.put(name.text(), content) != null) {
      throw new IllegalStateException("sealed twice: " + name);
    }
  }

  @Override
  public void remove(SegmentName name) {
    byte[] content = open.remove(name.text());
    if (content == null) {
      throw new IllegalStateException("no such file " + name);
    }
  }

  @Override
  public void forceNames() {
    forces.incrementAndGet();
  }

  /** A file in memory. */
  private final class MemoryFile implements SegmentFile {
    private final String name;

    MemoryFile(String name) {
      this.name = name;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      int part = (int) Math.min(room.get(), bytes.remaining());
      byte[] before = content();
      byte[] after = Arrays.copyOf(before, before.length + part);
      bytes.get(after, before.length, part);
      open.put(name, after);
      room.addAndGet(-part);
      if (bytes.hasRemaining()) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void force() throws IOException {
      forces.incrementAndGet();
      if (failingForces.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("Input/output error");
      }
    }

    @Override
    public void cut(long size) throws IOException {
      if (failingCuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("Input/output error");
      }
      open.put(name, Arrays.copyOf(content(), (int) size));
    }

    @Override
    public void close() {
      content();
    }

    private byte[] content() {
      byte[] content = open.get(name);
      if (content == null) {
        throw new IllegalStateException("not open: " + name);
      }
      return content;
    }
  }
}
