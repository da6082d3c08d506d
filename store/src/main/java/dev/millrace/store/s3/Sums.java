package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import java.util.Base64;
import java.util.HexFormat;

/** Digests as S3 writes them. */
final class Sums {
  private Sums() {}

  static String base64(Digest digest) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
  }
}
