package dev.millrace.digest;

import java.util.regex.Pattern;

/**
 * Name of a content: the SHA-256 of its canonical bytes as 64 lower-case hex digits.
 *
 * @param hex 64 characters of {@code [0-9a-f]}
 */
public record Digest(String hex) implements Comparable<Digest> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a digest is 64 hex digits, got '" + hex + "'");
    }
  }

  /** Digest of these bytes as they are. */
  public static Digest ofBytes(byte[] bytes) {
    return new Digester().raw(bytes, 0, bytes.length).digest();
  }

  /** First 12 digits, for people. */
  public String brief() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
