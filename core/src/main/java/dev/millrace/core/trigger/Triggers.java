package dev.millrace.core.trigger;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MachineStore;
import java.util.Optional;

/**
 * Triggers as they are kept: events go through {@link TriggerRules}, and what comes of them is one
 * transaction. Safe to share between threads; of many callers that see the same state one wins.
 */
public final class Triggers {
  /** Times a step is computed again because another came between. */
  private static final int TRIES = 10;

  private final MachineStore machines;

  public Triggers(MachineStore machines) {
    this.machines = machines;
  }

  /**
   * What came of an event.
   *
   * @param start the run the caller must start now; nobody else was told to
   */
  public record Outcome(TriggerState state, String why, Optional<Attempt> start) {}

  /** Where the trigger of a pipeline stands; empty when nobody ever looked after it. */
  public Optional<TriggerState> find(ProjectName project, PipelineName pipeline) {
    return machines.find(project, id(pipeline)).map(at -> TriggerStateJson.state(at.state()));
  }

  /** Lets an event happen at the time of the change; what the store fails with. */
  public Outcome apply(
      Change change, PipelineName pipeline, RetrainSettings settings, TriggerEvent event) {
    for (int tried = 1; ; tried++) {
      Optional<MachineState> machine = machines.find(change.project(), id(pipeline));
      TriggerState state =
          machine
              .map(found -> TriggerStateJson.state(found.state()))
              .orElseGet(() -> TriggerState.begun(change.at()));
      switch (TriggerRules.next(settings, state, event, change.at())) {
        case TriggerVerdict.Stays stays -> {
          if (machine.isPresent()) {
            return new Outcome(state, stays.why(), Optional.empty());
          }
          // The first look is kept: a schedule counts from it.
          var _ =
              machines.step(
                  change,
                  step(
                      pipeline,
                      machine,
                      settings,
                      "begin",
                      new TriggerVerdict.Moved(
                          state, "looked after from now on", Optional.empty())));
          return new Outcome(state, stays.why(), Optional.empty());
        }
        case TriggerVerdict.Moved moved -> {
          try {
            var _ = machines.step(change, step(pipeline, machine, settings, event.what(), moved));
            return new Outcome(moved.state(), moved.why(), moved.start());
          } catch (MillraceException e) {
            if (e.code() != ErrorCode.CONFLICT
                || tried == TRIES
                || machines.find(change.project(), id(pipeline)).equals(machine)) {
              throw e;
            }
          }
        }
      }
    }
  }

  private static MachineStep step(
      PipelineName pipeline,
      Optional<MachineState> machine,
      RetrainSettings settings,
      String what,
      TriggerVerdict.Moved moved) {
    MembersBuilder detail = Json.members().put("why", moved.why());
    moved.start().ifPresent(attempt -> detail.put("start", TriggerStateJson.of(attempt)));
    return MachineStep.of(
        id(pipeline),
        machine.map(MachineState::revision).orElse(0L),
        TriggerStateJson.of(moved.state()),
        TriggerRules.due(settings, moved.state()),
        what,
        detail.build());
  }

  public static MachineId id(PipelineName pipeline) {
    return new MachineId(MachineId.Kind.TRIGGER, pipeline.value());
  }
}
