package dev.millrace.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Builds a {@link Digest} from parts. Every part but {@link #raw} is prefixed with its length or
 * has a fixed one, so that no two different sequences of parts share a byte form. Not thread-safe;
 * used once.
 */
public final class Digester {
  private final MessageDigest sha = sha256();
  private final byte[] eight = new byte[8];

  /** Adds bytes without a length; for contents that are a digest's only part. */
  public Digester raw(byte[] bytes, int from, int length) {
    sha.update(bytes, from, length);
    return this;
  }

  /** Adds bytes with their length. */
  public Digester bytes(byte[] bytes, int from, int length) {
    number(length);
    sha.update(bytes, from, length);
    return this;
  }

  /** Adds text as UTF-8 with its length. */
  public Digester text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return bytes(utf8, 0, utf8.length);
  }

  /** Adds eight bytes, big-endian. */
  public Digester number(long value) {
    for (int i = 0; i < 8; i++) {
      eight[i] = (byte) (value >>> (56 - 8 * i));
    }
    sha.update(eight);
    return this;
  }

  /** Adds another content by name. */
  public Digester content(Digest digest) {
    return text(digest.hex());
  }

  /** Ends the digest; this digester must not be used afterwards. */
  public Digest digest() {
    return new Digest(HexFormat.of().formatHex(sha.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
