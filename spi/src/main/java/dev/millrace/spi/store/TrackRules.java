package dev.millrace.spi.store;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.spi.track.NoteLimits;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedRun;
import dev.millrace.spi.track.TrackedStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What every store decides and says alike about tracked runs and experiments. */
public final class TrackRules {
  private TrackRules() {}

  /** Where a pipeline's run stands, in the words of tracking. */
  public static TrackedStatus status(RunStatus status) {
    return switch (status) {
      case RUNNING -> TrackedStatus.RUNNING;
      case DONE -> TrackedStatus.FINISHED;
      case FAILED, REFUSED -> TrackedStatus.FAILED;
      case ABANDONED -> TrackedStatus.KILLED;
    };
  }

  /** The name of a pipeline's run. */
  public static String name(PipelineName pipeline, RunId run) {
    return pipeline + "-" + run.brief();
  }

  /**
   * True when a change is told as an event: making, setting aside and taking back are; what is said
   * about a run is not.
   */
  public static boolean isEvent(RunChange wish) {
    return wish instanceof RunChange.Delete || wish instanceof RunChange.Restore;
  }

  /** Refuses what may not be noted of a run. */
  public static void requireLoggable(TrackedRun run, RunBatch batch, Optional<Lease> fence) {
    requireActive(run);
    boolean own = fence.isPresent() && fence.get().holder().run().equals(run.run());
    if (run.pipeline().isPresent() && !batch.isOnlyTags() && !own) {
      throw Problem.of(
              ErrorCode.CONFLICT, "metrics and parameters of a pipeline's run are noted by itself")
          .at("run " + run.run())
          .found("pipeline " + run.pipeline().get())
          .allowed("tags")
          .next("Note them of a run of your own")
          .asException();
    }
  }

  /** Refuses a change a run does not take as it is. */
  public static void requireChangeable(TrackedRun run, RunChange wish) {
    if (wish instanceof RunChange.Update update) {
      requireActive(run);
      if (run.pipeline().isPresent()
          && (update.status().isPresent() || update.ended().isPresent())) {
        throw Problem.of(ErrorCode.CONFLICT, "a pipeline's run is ended by the pipeline")
            .at("run " + run.run())
            .found("pipeline " + run.pipeline().get())
            .allowed("another name")
            .asException();
      }
    } else if (wish instanceof RunChange.RemoveTag) {
      requireActive(run);
    }
  }

  /** The run after a change it takes; what was set aside keeps the time it was. */
  public static TrackedRun after(TrackedRun run, RunChange wish, Instant at) {
    if (wish instanceof RunChange.Update update) {
      TrackedRun moved =
          run.in(
              update.status().orElse(run.status()),
              update.ended().isPresent() ? update.ended() : run.ended());
      return update.name().map(moved::named).orElse(moved);
    }
    if (wish instanceof RunChange.RemoveTag remove) {
      if (remove.name().equals(Tag.RUN_NAME)) {
        throw nameStays();
      }
      return run;
    }
    return run.deleted(
        wish instanceof RunChange.Delete ? since(run.deleted(), at) : OptionalLong.empty());
  }

  /** The tags but the one that names the run. */
  public static List<Tag> withoutName(List<Tag> tags) {
    return tags.stream().filter(tag -> !tag.name().equals(Tag.RUN_NAME)).toList();
  }

  /** The run under the name the last tag that names it gives. */
  public static TrackedRun named(TrackedRun run, List<Tag> tags) {
    TrackedRun named = run;
    for (Tag tag : tags) {
      if (tag.name().equals(Tag.RUN_NAME)) {
        var update =
            new RunChange.Update(Optional.empty(), OptionalLong.empty(), Optional.of(tag.value()));
        named = named.named(update.name().orElseThrow());
      }
    }
    return named;
  }

  /** An experiment as it is made. */
  public static Experiment made(NewExperiment wish, ExperimentId id, Instant at) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    wish.tags().forEach(tag -> tags.put(tag.name(), tag));
    return new Experiment(
        id,
        wish.name(),
        wish.artifacts(),
        at.toEpochMilli(),
        at.toEpochMilli(),
        OptionalLong.empty(),
        List.copyOf(tags.values()));
  }

  /**
   * The experiment after a change; the same one when nothing changes.
   *
   * @param pipeline the pipeline whose it is
   * @param named finds the experiment of a name
   */
  public static Experiment after(
      Experiment experiment,
      ExperimentChange wish,
      Optional<PipelineName> pipeline,
      Function<String, Optional<Experiment>> named,
      Instant at) {
    Experiment after = changed(experiment, wish, pipeline, named, at);
    return after.equals(experiment)
        ? experiment
        : new Experiment(
            after.id(),
            after.name(),
            after.artifacts(),
            after.created(),
            at.toEpochMilli(),
            after.deleted(),
            after.tags());
  }

  private static Experiment changed(
      Experiment experiment,
      ExperimentChange wish,
      Optional<PipelineName> pipeline,
      Function<String, Optional<Experiment>> named,
      Instant at) {
    if (wish instanceof ExperimentChange.Delete) {
      requireOwn(experiment, pipeline);
      OptionalLong since = since(experiment.deleted(), at);
      return with(experiment, experiment.name(), since, experiment.tags());
    }
    if (wish instanceof ExperimentChange.Restore) {
      return with(experiment, experiment.name(), OptionalLong.empty(), experiment.tags());
    }
    requireActive(experiment);
    if (wish instanceof ExperimentChange.Rename rename) {
      return renamed(experiment, rename.name(), pipeline, named);
    }
    List<Tag> tags;
    if (wish instanceof ExperimentChange.SetTag set) {
      tags = new ArrayList<>(without(experiment, set.tag().name()));
      tags.add(set.tag());
      if (tags.size() > NoteLimits.RUN_TEXTS) {
        throw full("tags of this experiment", NoteLimits.RUN_TEXTS);
      }
    } else {
      String name = ((ExperimentChange.RemoveTag) wish).name();
      tags = without(experiment, name);
      if (tags.size() == experiment.tags().size()) {
        throw noTag(name);
      }
    }
    return with(experiment, experiment.name(), experiment.deleted(), tags);
  }

  private static Experiment renamed(
      Experiment experiment,
      String name,
      Optional<PipelineName> pipeline,
      Function<String, Optional<Experiment>> named) {
    if (name.equals(experiment.name())) {
      return experiment;
    }
    requireOwn(experiment, pipeline);
    Optional<Experiment> there = named.apply(name);
    if (there.isPresent()) {
      throw experimentExists(there.get());
    }
    return with(experiment, name, experiment.deleted(), experiment.tags());
  }

  private static Experiment with(
      Experiment experiment, String name, OptionalLong deleted, List<Tag> tags) {
    return new Experiment(
        experiment.id(),
        name,
        experiment.artifacts(),
        experiment.created(),
        experiment.updated(),
        deleted,
        tags);
  }

  private static List<Tag> without(Experiment experiment, String name) {
    return experiment.tags().stream().filter(tag -> !tag.name().equals(name)).toList();
  }

  private static OptionalLong since(OptionalLong before, Instant at) {
    return before.isPresent() ? before : OptionalLong.of(at.toEpochMilli());
  }

  public static void requireActive(TrackedRun run) {
    if (run.deleted().isPresent()) {
      throw Problem.of(ErrorCode.CONFLICT, "this run was set aside")
          .found(run.run())
          .next("Restore it first")
          .asException();
    }
  }

  public static void requireActive(Experiment experiment) {
    if (experiment.deleted().isPresent()) {
      throw Problem.of(ErrorCode.CONFLICT, "this experiment was set aside")
          .found(experiment.name())
          .next("Restore it first")
          .asException();
    }
  }

  /** Refuses to rename or set aside what is a pipeline's, or the one for runs of none. */
  public static void requireOwn(Experiment experiment, Optional<PipelineName> pipeline) {
    if (pipeline.isPresent() || experiment.id().equals(ExperimentId.DEFAULT)) {
      throw Problem.of(ErrorCode.CONFLICT, "this experiment keeps its name and is not set aside")
          .found(experiment.name())
          .allowed("experiments that are not a pipeline's, and not the default")
          .asException();
    }
  }

  public static MillraceException paramTaken(Param param, String before) {
    return Problem.of(
            ErrorCode.CONFLICT, "a parameter keeps its value, and has another one already")
        .at("parameter " + param.name())
        .found(param.value())
        .allowed(before)
        .next("Note it of another run")
        .asException();
  }

  public static MillraceException full(String what, int most) {
    return Problem.of(ErrorCode.CONFLICT, "there is no room for more " + what)
        .found("more than " + most)
        .allowed("at most " + most)
        .next("What is large belongs in a file")
        .asException();
  }

  public static MillraceException noTag(String name) {
    return Problem.of(ErrorCode.VALUE_INVALID, "there is no such tag to remove")
        .found(name)
        .asException();
  }

  /** The tag that is the name of a run cannot be taken away. */
  public static MillraceException nameStays() {
    return Problem.of(ErrorCode.VALUE_INVALID, "a run keeps a name")
        .next("Give it another one")
        .asException();
  }

  public static MillraceException experimentUnknown(String which) {
    return Problem.of(ErrorCode.EXPERIMENT_UNKNOWN, "there is no such experiment")
        .found(which)
        .next("List the experiments that are there")
        .asException();
  }

  public static MillraceException experimentExists(Experiment there) {
    return Problem.of(
            ErrorCode.CONFLICT,
            there.deleted().isPresent()
                ? "an experiment of this name was set aside"
                : "there is an experiment of this name")
        .found(there.name())
        .next(
            there.deleted().isPresent()
                ? "Restore it, or choose another name"
                : "Use it, or choose another name")
        .asException();
  }
}
