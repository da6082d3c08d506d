package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseState;
import dev.millrace.spi.store.LineageEdge;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StoreProblems;
import java.util.List;
import java.util.Optional;

/** Reads of runs. */
final class SqlRunQueries implements RunQueries {
  private final Transactions transactions;
  private final ResultCache results = new ResultCache();

  SqlRunQueries(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<RunSummary> list(ProjectName project, RunPage page) {
    String pipeline = page.pipeline().map(PipelineName::value).orElse(null);
    return transactions.read(
        session ->
            pipeline == null
                ? session.list(
                    "SELECT * FROM run WHERE project = ? AND sequence < ? ORDER BY sequence DESC"
                        + " LIMIT ?",
                    RunRow::read,
                    project.value(),
                    page.before(),
                    page.limit())
                : session.list(
                    "SELECT * FROM run WHERE project = ? AND pipeline = ? AND sequence < ?"
                        + " ORDER BY sequence DESC LIMIT ?",
                    RunRow::read,
                    project.value(),
                    pipeline,
                    page.before(),
                    page.limit()));
  }

  @Override
  public LoadedRun load(ProjectName project, RunId run) {
    return transactions.read(
        session ->
            new LoadedRun(
                RunRow.find(session, project, run).orElseThrow(() -> StoreProblems.runUnknown(run)),
                StageRow.load(session, project, run, results)));
  }

  @Override
  public Optional<Lease> findLease(ProjectName project, PipelineName pipeline) {
    LeaseState state = transactions.read(session -> LeaseRow.load(session, project, pipeline));
    return state.holder().map(holder -> new Lease(project, pipeline, state.epoch(), holder));
  }

  @Override
  public List<Lease> listLeases(ProjectName project) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM lease WHERE project = ? AND run_id IS NOT NULL ORDER BY pipeline",
                row ->
                    new Lease(
                        project,
                        new PipelineName(row.getString("pipeline")),
                        row.getLong("epoch"),
                        LeaseRow.holder(row).orElseThrow()),
                project.value()));
  }

  @Override
  public List<LineageEdge> findLineage(ProjectName project, Digest content) {
    return transactions.read(
        session ->
            session.list(
                "SELECT e.run_id, e.ordinal, s.name AS stage, e.direction, e.name, e.digest"
                    + " FROM lineage_edge e JOIN run r ON r.project = e.project AND r.run_id ="
                    + " e.run_id JOIN stage s ON s.project = e.project AND s.run_id = e.run_id"
                    + " AND s.ordinal = e.ordinal WHERE e.project = ? AND e.digest = ?"
                    + " ORDER BY r.sequence, e.ordinal, e.direction, e.place LIMIT 1000",
                row ->
                    new LineageEdge(
                        Rows.run(row, "run_id"),
                        row.getInt("ordinal"),
                        new StageName(row.getString("stage")),
                        LineageEdge.Direction.valueOf(row.getString("direction")),
                        new NamedDigest(row.getString("name"), Rows.digest(row, "digest"))),
                project.value(),
                content.hex()));
  }
}
