package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Writes an answer into a file and tells the digest of what it wrote. An answer that breaks off is
 * asked for again from its beginning.
 */
record DigestedFile(Path file) implements ResponseTransformer<GetObjectResponse, Digest> {
  private static final int BUFFER = 1 << 16;

  @Override
  public Digest transform(GetObjectResponse answer, AbortableInputStream in) {
    Digester digester = new Digester();
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        out.write(buffer, 0, read);
        digester.raw(buffer, 0, read);
      }
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
    return digester.digest();
  }

  private static int read(AbortableInputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
    }
  }
}
