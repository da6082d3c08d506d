package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.Lease;
import java.util.ArrayList;
import java.util.List;

/** Looks at the metadata of a home as a whole, whatever the project. */
public final class Upkeep {
  private static final int MOST = 20;

  private final Transactions transactions;

  public Upkeep(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Adds an event. */
  public void note(UpkeepNote note) {
    var _ =
        transactions.write(
            writing -> {
              writing.append(note.change(), note.draft());
              return note;
            });
  }

  /** Every blob that a result, a version or a statement refers to, once, in order. */
  public List<Digest> blobs() {
    return transactions.read(
        session ->
            session.list(
                "SELECT blob FROM result_blob UNION SELECT scorer FROM model_version"
                    + " UNION SELECT blob FROM evidence ORDER BY 1",
                row -> new Digest(row.getString(1))));
  }

  /** What refers to a blob, in words; 20 of each kind at most. */
  public List<String> referrers(Digest blob) {
    return transactions.read(
        session -> {
          List<String> found = new ArrayList<>();
          found.addAll(
              session.list(
                  "SELECT model, version FROM model_version WHERE scorer = ?"
                      + " ORDER BY model, version LIMIT "
                      + MOST,
                  row -> "scorer of model " + row.getString(1) + " version " + row.getLong(2),
                  blob.hex()));
          found.addAll(
              session.list(
                  "SELECT kind, scorer FROM evidence WHERE blob = ? ORDER BY sequence LIMIT "
                      + MOST,
                  row -> row.getString(1) + " of scorer " + row.getString(2).substring(0, 12),
                  blob.hex()));
          found.addAll(
              session.list(
                  "SELECT DISTINCT s.name, s.run_id FROM result_blob b JOIN stage s"
                      + " ON s.project = b.project AND s.result = b.result WHERE b.blob = ?"
                      + " ORDER BY s.run_id, s.name LIMIT "
                      + MOST,
                  row ->
                      "stage " + row.getString(1) + " of run " + row.getString(2).substring(0, 8),
                  blob.hex()));
          return found;
        });
  }

  /** Makes the indexes of every table anew. */
  public void rebuildIndexes() {
    var _ =
        transactions.write(
            writing -> {
              TableShape.all(writing.session())
                  .forEach(table -> writing.session().execute("REINDEX TABLE " + table.name()));
              return writing;
            });
  }

  /** Every lease that somebody holds, whether it has run out or not. */
  public List<Lease> leases() {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM lease WHERE run_id IS NOT NULL ORDER BY project, pipeline",
                row ->
                    new Lease(
                        new ProjectName(row.getString("project")),
                        new PipelineName(row.getString("pipeline")),
                        row.getLong("epoch"),
                        LeaseRow.holder(row).orElseThrow())));
  }
}
