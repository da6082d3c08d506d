package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.util.Optional;

/**
 * Results of PURE stages by key. They are stored by {@link RunStore#commit}. Whether the blobs of a
 * result are there and whole is for the caller to verify before use; a result that is of no use is
 * forgotten and made again.
 */
public interface StageResults {
  Optional<StoredResult> find(ProjectName project, Digest key);

  /** Makes a key unknown; runs that used its result keep their record of it. */
  void forget(Change change, Digest key);
}
