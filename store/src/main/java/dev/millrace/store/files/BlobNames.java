package dev.millrace.store.files;

import dev.millrace.digest.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of blobs wherever they are kept: the first two digits of the digest, a slash, the other
 * 62. All stores use the same ones, so that blobs can be copied from one to another by any tool.
 */
public final class BlobNames {
  /** How many folders blobs are spread over. */
  public static final int SHARDS = 256;

  private static final int SHARD_DIGITS = 2;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{62}");

  private BlobNames() {}

  public static String of(Digest digest) {
    return digest.hex().substring(0, SHARD_DIGITS) + "/" + digest.hex().substring(SHARD_DIGITS);
  }

  /** Name of a folder, of 0 to 255. */
  public static String shard(int number) {
    return "" + Character.forDigit(number >> 4, 16) + Character.forDigit(number & 15, 16);
  }

  /** The content of this name; empty when it is not the name of one. */
  public static Optional<Digest> digest(String name) {
    return FORM.matcher(name).matches()
        ? Optional.of(new Digest(name.replace("/", "")))
        : Optional.empty();
  }
}
