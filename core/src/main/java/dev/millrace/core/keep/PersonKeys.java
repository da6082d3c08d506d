package dev.millrace.core.keep;

import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Digests of persons' keys, by which holds and erasures name persons without saying who they are.
 * They are made with a secret of the home, the file {@code person.key}: without it nobody can find
 * out by trying whose digest one is. Thread-safe.
 */
public final class PersonKeys {
  private static final String NAME = "person.key";
  private static final int BYTES = 32;

  /** Of HMAC with SHA-256 (RFC 2104): its block and what the key is padded with. */
  private static final int BLOCK = 64;

  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final byte[] key;

  private PersonKeys(byte[] key) {
    this.key = key.clone();
  }

  /** With the secret of a home, made if it is not there: FILE_UNWRITABLE, HOME_INVALID. */
  public static PersonKeys of(Path home, SecureRandom random) {
    Path file = home.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        make(file, random);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length != BYTES) {
        throw Problem.of(ErrorCode.HOME_INVALID, "the home's secret for persons' keys is damaged")
            .at(file.toString())
            .found(key.length + " bytes")
            .allowed(BYTES + " bytes")
            .next(
                "Restore it from a backup: with another one, persons that are held or erased are"
                    + " not known again")
            .asException();
      }
      return new PersonKeys(key);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the home's secret for persons' keys is not there")
              .at(file.toString())
              .found(FileFault.words(e))
              .next("Give this user the right to read and write it."),
          e);
    }
  }

  /** Whole or not at all; of two who make it at a time, one wins. */
  private static void make(Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    FileAttribute<?>[] own =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path made = Files.createTempFile(file.getParent(), NAME, ".tmp", own);
    Files.write(made, key);
    try {
      Files.createLink(file, made);
      Files.delete(made);
    } catch (FileAlreadyExistsException another) {
      Files.delete(made);
    } catch (UnsupportedOperationException noLinks) {
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** The digest of a person's key: the value of a column as text. */
  public Digest of(ColumnName column, String value) {
    byte[] name = column.value().getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array();
    Digest inner = Digest.ofBytes(joined(padded(INNER), length, name, text));
    return Digest.ofBytes(joined(padded(OUTER), HexFormat.of().parseHex(inner.hex())));
  }

  private byte[] padded(byte pad) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < block.length; i++) {
      block[i] ^= pad;
    }
    return block;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
