package dev.millrace.core.policy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file in which the operator of a home grants powers. */
public final class PolicyFile {
  private PolicyFile() {}

  /**
   * The policy of a home; a home without the file grants nothing. FILE_UNSAFE when others could
   * have written it, CONFIG_UNREADABLE when it is there and cannot be read: what cannot be trusted
   * or understood is not taken for an empty one.
   */
  public static Policy of(Path home) {
    Path file = home.resolve(Policy.FILE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Policy.none(home);
    }
    try {
      new FileGuard(home).requireUnchangeable(file);
      return PolicyYaml.read(home, file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the policy cannot be read")
              .at(file.toString())
              .found(FileFault.words(e))
              .next("Make it a UTF-8 text that this user may read, or remove it."),
          e);
    }
  }
}
