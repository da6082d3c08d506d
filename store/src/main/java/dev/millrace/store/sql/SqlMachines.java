package dev.millrace.store.sql;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MachineStore;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.StoreProblems;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Durable state machines. */
final class SqlMachines implements MachineStore {
  private final Transactions transactions;

  SqlMachines(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public MachineState step(Change change, MachineStep step) {
    return transactions.write(write -> step(write, change, step));
  }

  private static MachineState step(WriteTransaction write, Change change, MachineStep step) {
    SqlSession session = write.session();
    Optional<MachineState> found = MachineRow.find(session, change.project(), step.id());
    if (write.replayed(change, EventAction.MACHINE_STEP, ChangeRequests.of(step)).isPresent()) {
      return found.orElseThrow();
    }
    long revision = found.map(MachineState::revision).orElse(0L);
    if (revision != step.expected()) {
      throw StoreProblems.machineMoved(step, revision);
    }
    Rows.ensureProject(session, change.project(), change.at());
    MachineState next =
        new MachineState(step.id(), revision + 1, step.state(), step.due(), change.at());
    MachineRow.save(session, change.project(), next);
    write.append(change, EventDrafts.stepped(step));
    step.epoch().ifPresent(epoch -> putInForce(write, change, epoch));
    step.champion().ifPresent(champion -> choose(write, change, champion));
    return next;
  }

  private static void putInForce(WriteTransaction write, Change change, EpochDraft epoch) {
    SqlSession session = write.session();
    for (ReleaseRoute route : epoch.routes().routes()) {
      var _ =
          VersionRow.load(
              session, change.project(), epoch.target().model(), route.content().version());
    }
    long newest = EpochRow.newest(session, change.project(), epoch.target());
    if (newest + 1 != epoch.number()) {
      throw StoreProblems.epochTaken(epoch, newest);
    }
    EpochRow.insert(session, change, epoch);
    write.append(change, EventDrafts.inForce(epoch));
  }

  private static void choose(WriteTransaction write, Change change, ChampionRequest champion) {
    var _ = SqlRegistry.choose(write, change, champion);
  }

  @Override
  public Optional<MachineState> find(ProjectName project, MachineId id) {
    return transactions.read(session -> MachineRow.find(session, project, id));
  }

  @Override
  public List<MachineState> list(ProjectName project, MachineId.Kind kind) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM machine WHERE project = ? AND kind = ? ORDER BY name",
                row -> MachineRow.read(row),
                project.value(),
                kind.name()));
  }

  @Override
  public List<MachineState> due(ProjectName project, Instant now, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM machine WHERE project = ? AND due <= ?"
                    + " ORDER BY due, kind, name LIMIT ?",
                row -> MachineRow.read(row),
                project.value(),
                Rows.micros(now),
                limit));
  }
}
