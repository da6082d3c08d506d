package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is to be sent; it can be read again for another try. */
interface Content {
  String TYPE = "application/octet-stream";

  long bytes();

  /** A part of it, closed by who reads it. */
  InputStream part(long from, long length) throws IOException;

  default RequestBody whole() {
    return body(0, bytes());
  }

  default RequestBody body(long from, long length) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return part(from, length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        length,
        TYPE);
  }

  default Digest digest(long from, long length) throws IOException {
    Digester digester = new Digester();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = part(from, length)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digester.raw(buffer, 0, read);
      }
    }
    return digester.digest();
  }

  static Content of(byte[] bytes) {
    return new Content() {
      @Override
      public long bytes() {
        return bytes.length;
      }

      @Override
      public InputStream part(long from, long length) {
        return new ByteArrayInputStream(bytes, (int) from, (int) length);
      }
    };
  }

  static Content of(Path file, long bytes) {
    return new Content() {
      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public InputStream part(long from, long length) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(from);
        return new FirstBytes(Channels.newInputStream(channel), length);
      }
    };
  }
}
