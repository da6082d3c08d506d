package dev.millrace.store.sql;

import dev.millrace.spi.store.KeepingStores;
import dev.millrace.spi.store.ServingStores;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.TrackStores;
import java.util.function.Function;

/**
 * How one database runs transactions. Work runs on threads of the database, never on the caller's,
 * and neither reads nor writes anything but the database.
 */
public interface Transactions {
  /** Reads one state of the database. */
  <T> T read(Function<SqlSession, T> work);

  /**
   * Writes, serially: no other write of any process runs between the first read of the work and its
   * commit. When it returns, what was written survives a crash; when the work throws, nothing was
   * written.
   */
  <T> T write(Function<WriteTransaction, T> work);

  /** How its database compares texts with patterns. */
  TextPatterns texts();

  /** The contracts over a database. */
  static Stores stores(Transactions transactions) {
    return new Stores(
        new SqlRuns(transactions),
        new SqlRunQueries(transactions),
        new SqlResults(transactions),
        new SqlEffects(transactions),
        new SqlRegistry(transactions),
        new SqlRegistryQueries(transactions),
        new SqlEvidence(transactions),
        new SqlEventLog(transactions),
        new ServingStores(
            new SqlMachines(transactions),
            new SqlReleaseLog(transactions),
            new SqlNodes(transactions),
            new SqlWindows(transactions)),
        new TrackStores(
            new SqlExperiments(transactions),
            new SqlTracking(transactions),
            new SqlSearch(transactions)),
        new KeepingStores(
            new SqlCollections(transactions),
            new SqlHolds(transactions),
            new SqlErasures(transactions)));
  }
}
