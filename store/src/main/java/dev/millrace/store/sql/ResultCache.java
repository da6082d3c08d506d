package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.StageResult;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Results that were read last, by content: stages that are reused share theirs, and whoever reads
 * runs by the thousand reads and parses each once. Thread-safe.
 */
final class ResultCache {
  private static final int MOST = 64;

  private record Key(ProjectName project, Digest digest) {}

  private final Map<Key, StageResult> newest =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, StageResult> eldest) {
          return size() > MOST;
        }
      };

  StageResult load(SqlSession session, ProjectName project, Digest digest) {
    Key key = new Key(project, digest);
    synchronized (newest) {
      StageResult known = newest.get(key);
      if (known != null) {
        return known;
      }
    }
    StageResult read = ResultRow.load(session, project, digest);
    synchronized (newest) {
      newest.put(key, read);
    }
    return read;
  }
}
