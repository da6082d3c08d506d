package dev.millrace.store.sql;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.EffectJournal;
import dev.millrace.spi.store.EffectState;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.PendingEffect;
import dev.millrace.spi.store.StoreProblems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The journal of effects. */
final class SqlEffects implements EffectJournal {
  /** An effect; without a result it is pending. */
  private record Effect(PendingEffect begun, Optional<Json> result) {}

  private final Transactions transactions;

  SqlEffects(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public EffectState begin(Change change, Lease lease, EffectIntent intent) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Optional<EffectState> known =
              find(session, change).map(effect -> state(effect, change, intent));
          if (known.isPresent() && known.get() instanceof EffectState.Completed) {
            return known.get();
          }
          var _ = LeaseRow.require(session, lease, lease.check(change), change.at());
          if (known.isPresent()) {
            return known.get();
          }
          session.execute(
              "INSERT INTO effect (sequence, project, effect_key, stage, request, begun_by,"
                  + " begun_at) VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM effect), ?, ?,"
                  + " ?, ?, ?, ?)",
              change.project().value(),
              change.key(),
              intent.stage().value(),
              Rows.json(intent.request()),
              lease.holder().run().value(),
              Rows.micros(change.at()));
          write.append(change, EventDrafts.effectBegun(lease, intent));
          return new EffectState.Fresh();
        });
  }

  @Override
  public Json complete(Change change, Lease lease, Json result) {
    return transactions.write(
        write -> {
          SqlSession session = write.session();
          Effect known =
              find(session, change).orElseThrow(() -> StoreProblems.neverBegun(change.key()));
          if (known.result().isPresent()) {
            return known.result().get();
          }
          var _ = LeaseRow.require(session, lease, lease.check(change), change.at());
          session.execute(
              "UPDATE effect SET result = ?, completed_by = ?, completed_at = ? WHERE project = ?"
                  + " AND effect_key = ?",
              Rows.json(result),
              lease.holder().run().value(),
              Rows.micros(change.at()),
              change.project().value(),
              change.key());
          write.append(change, EventDrafts.effectCompleted(lease, known.begun().intent(), result));
          return result;
        });
  }

  @Override
  public List<PendingEffect> listPending(ProjectName project) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM effect WHERE project = ? AND result IS NULL ORDER BY sequence",
                row -> pending(row),
                project.value()));
  }

  private static EffectState state(Effect known, Change change, EffectIntent intent) {
    EffectIntent first = known.begun().intent();
    if (!first.stage().equals(intent.stage())
        || !CanonicalJson.text(first.request()).equals(CanonicalJson.text(intent.request()))) {
      throw StoreProblems.keyTaken(change.key());
    }
    return known.result().isPresent()
        ? new EffectState.Completed(known.result().get())
        : new EffectState.InDoubt(known.begun().begunBy(), known.begun().since());
  }

  private static Optional<Effect> find(SqlSession session, Change change) {
    return session.find(
        "SELECT * FROM effect WHERE project = ? AND effect_key = ?",
        row -> new Effect(pending(row), result(row)),
        change.project().value(),
        change.key());
  }

  private static Optional<Json> result(ResultSet row) throws SQLException {
    return row.getString("result") == null
        ? Optional.empty()
        : Optional.of(Rows.json(row, "result"));
  }

  private static PendingEffect pending(ResultSet row) throws SQLException {
    return new PendingEffect(
        row.getString("effect_key"),
        new EffectIntent(new StageName(row.getString("stage")), Rows.json(row, "request")),
        Rows.run(row, "begun_by"),
        Rows.instant(row, "begun_at"));
  }
}
