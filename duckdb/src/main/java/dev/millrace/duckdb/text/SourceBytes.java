package dev.millrace.duckdb.text;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a source object, unpacked when they are gzip, and checked against the object's
 * digest while they are read. Not thread-safe.
 */
public final class SourceBytes implements AutoCloseable {
  private static final int GZIP_BUFFER = 1 << 16;

  private final SourceObject object;
  private final Raw raw;
  private final InputStream plain;

  private SourceBytes(SourceObject object, Raw raw, InputStream plain) {
    this.object = object;
    this.raw = raw;
    this.plain = plain;
  }

  /** Opens the file; SOURCE_MISSING, SOURCE_UNREADABLE, SOURCE_CHANGED. */
  public static SourceBytes open(SourceObject object, Path file) {
    try {
      if (Files.size(file) != object.bytes()) {
        throw changed(object);
      }
      Raw raw = new Raw(Files.newInputStream(file));
      try {
        return new SourceBytes(object, raw, unpacked(object, raw));
      } catch (IOException | RuntimeException e) {
        raw.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SOURCE_MISSING, "the source file is gone").at(object.location()), e);
    } catch (IOException e) {
      throw unreadable(object, e);
    }
  }

  private static InputStream unpacked(SourceObject object, Raw raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, GZIP_BUFFER);
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return new GZIPInputStream(in, GZIP_BUFFER);
    }
    if (magic.length == 4
        && (magic[0] & 0xff) == 0x28
        && (magic[1] & 0xff) == 0xb5
        && magic[2] == 0x2f
        && (magic[3] & 0xff) == 0xfd) {
      throw Problem.of(ErrorCode.SOURCE_FORMAT_UNSUPPORTED, "text packed with zstd is not read")
          .at(object.location())
          .allowed("plain or gzip")
          .next("Unpack it with 'zstd -d'.")
          .asException();
    }
    return in;
  }

  /** Reads as many bytes as there are, up to the length; -1 at the end. */
  public int read(byte[] buffer, int from, int length) {
    try {
      int read = plain.readNBytes(buffer, from, length);
      return read == 0 && length > 0 ? -1 : read;
    } catch (IOException e) {
      throw unreadable(object, e);
    }
  }

  /** Reads to the end of the file and compares its digest: SOURCE_CHANGED. */
  public void requireUnchanged() {
    try {
      raw.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable(object, e);
    }
    if (!raw.digest().equals(object.digest())) {
      throw changed(object);
    }
  }

  private static MillraceException changed(SourceObject object) {
    return Problem.of(ErrorCode.SOURCE_CHANGED, "the file changed since the source was looked at")
        .at(object.location())
        .next("Run again when nobody writes to it.")
        .asException();
  }

  private static MillraceException unreadable(SourceObject object, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.SOURCE_UNREADABLE, "the file cannot be read to its end")
            .at(object.location())
            .found(e)
            .next("Check that it is whole and may be read by the user who runs this."),
        e);
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      throw unreadable(object, e);
    }
  }

  /** The file's own bytes, digested as they pass. */
  private static final class Raw extends InputStream {
    private final InputStream in;
    private final Digester digester = new Digester();

    Raw(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = in.read(buffer, from, length);
      if (read > 0) {
        digester.raw(buffer, from, read);
      }
      return read;
    }

    @Override
    public int available() throws IOException {
      // GZIPInputStream asks this to find out whether another packed member follows.
      return in.available();
    }

    Digest digest() {
      return digester.digest();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
