package dev.millrace.core.policy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The files a pipeline may read: those of its own folder and of granted ones, never those of the
 * home itself. Links and {@code ..} are resolved before anything is compared.
 */
public final class ReadableFiles {
  private final Path own;
  private final Policy policy;

  /**
   * @param own the pipeline's folder
   */
  public ReadableFiles(Path own, Policy policy) {
    this.own = own.toAbsolutePath().normalize();
    this.policy = policy;
  }

  /** The folders, for an engine that keeps to them. */
  public List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    folders.add(own);
    folders.addAll(policy.folders());
    return folders;
  }

  /** Is this the home's own, which no pattern matches? */
  public boolean isPrivate(Path place) throws IOException {
    return policy.isPrivate(place.toRealPath());
  }

  /**
   * The real place of a file or folder that is there: POLICY_DENIED.
   *
   * @throws IOException when it is not there, or cannot be looked at
   */
  public Path require(Path place) throws IOException {
    Path real = place.toRealPath();
    if (policy.isPrivate(real)) {
      throw Problem.of(ErrorCode.POLICY_DENIED, "the home's own files are no source")
          .at(place.toString())
          .found(real)
          .next("Keep data outside of the home's folders.")
          .asException();
    }
    if (!real.startsWith(own.toRealPath()) && !policy.mayRead(real)) {
      throw denied(place, real);
    }
    return real;
  }

  private MillraceException denied(Path place, Path real) {
    Path folder =
        Files.isDirectory(real) ? real : Objects.requireNonNullElse(real.getParent(), real);
    return Problem.of(
            ErrorCode.POLICY_DENIED,
            "this lies outside the pipeline's folder, and reading there is not granted")
        .at(place.toString())
        .found(real)
        .allowed("files in " + own)
        .next(policy.advice(Power.READ, folder.toString()))
        .asException();
  }
}
