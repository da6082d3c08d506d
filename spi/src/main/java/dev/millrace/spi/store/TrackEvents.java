package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.RunChange;

/** The events of tracked runs and experiments, and the digests of what is asked. */
public final class TrackEvents {
  private TrackEvents() {}

  public static Digest request(NewExperiment wish) {
    return new Digester()
        .text(EventAction.EXPERIMENT_CREATE.text())
        .text(wish.name())
        .text(wish.artifacts())
        .text(wish.tags().toString())
        .digest();
  }

  public static Digest request(ExperimentId id, ExperimentChange wish) {
    return new Digester()
        .text(EventAction.EXPERIMENT_CHANGE.text())
        .text(id.value())
        .text(wish.toString())
        .digest();
  }

  /** The start does not count: a repetition may be measured later. */
  public static Digest request(NewRun wish) {
    return new Digester()
        .text(EventAction.RUN_CREATE.text())
        .text(wish.run().value())
        .text(wish.experiment().value())
        .text(wish.name())
        .digest();
  }

  public static Digest request(RunId run, RunChange wish) {
    return new Digester()
        .text(EventAction.RUN_CHANGE.text())
        .text(run.value())
        .text(wish.toString())
        .digest();
  }

  public static EventDraft created(NewExperiment wish, ExperimentId id) {
    return new EventDraft(
        EventAction.EXPERIMENT_CREATE,
        "experiment/" + id,
        request(wish),
        Json.members().put("id", id.value()).put("name", wish.name()).build());
  }

  public static EventDraft changed(ExperimentId id, ExperimentChange wish) {
    MembersBuilder detail = Json.members();
    if (wish instanceof ExperimentChange.Rename rename) {
      detail.put("name", rename.name());
    } else if (wish instanceof ExperimentChange.SetTag set) {
      detail.put("tag", set.tag().name()).put("value", set.tag().value());
    } else if (wish instanceof ExperimentChange.RemoveTag remove) {
      detail.put("removed", remove.name());
    } else {
      detail.put("deleted", Json.of(wish instanceof ExperimentChange.Delete));
    }
    return new EventDraft(
        EventAction.EXPERIMENT_CHANGE, "experiment/" + id, request(id, wish), detail.build());
  }

  public static EventDraft created(NewRun wish) {
    return new EventDraft(
        EventAction.RUN_CREATE,
        "run/" + wish.run(),
        request(wish),
        Json.members()
            .put("experiment", wish.experiment().value())
            .put("name", wish.name())
            .put("user", wish.user())
            .build());
  }

  public static EventDraft changed(RunId run, RunChange wish) {
    return new EventDraft(
        EventAction.RUN_CHANGE,
        "run/" + run,
        request(run, wish),
        Json.members().put("deleted", Json.of(wish instanceof RunChange.Delete)).build());
  }
}
