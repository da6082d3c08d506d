package dev.millrace.core.flow;

import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageControl;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.stage.StageOutcome.Origin;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.EffectState;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs one stage the way its kind demands, and commits it under the run's lease. */
final class StageRunner {
  private final RunSession session;
  private final RunServices services;
  private final StageRange range;

  StageRunner(RunSession session, StageRange range) {
    this.session = session;
    this.range = range;
    this.services = session.services();
  }

  <O> StageOutcome<O> run(Stage<O> stage) {
    StageControl control = session.control(stage.name());
    control.check();
    session.listener().stageStarted(stage.name());
    Instant started = services.clock().instant();
    services.checkpoints().reached("before-stage:" + stage.name());
    return switch (stage) {
      case Stage.Observe<O> observe -> {
        O value = observe.body().run(control);
        yield commit(stage, StageKind.OBSERVE, Optional.empty(), value, Origin.OBSERVED, started);
      }
      case Stage.Pure<O> pure -> pure(pure, control, started);
      case Stage.Effect<O> effect -> effect(effect, control, started);
    };
  }

  private <O> StageOutcome<O> pure(Stage.Pure<O> stage, StageControl control, Instant started) {
    Digest key = stage.key();
    boolean remade = range.remakes(stage.name());
    Optional<Digest> before =
        remade
            ? services
                .stores()
                .results()
                .find(session.change("look").project(), key)
                .map(known -> known.result().digest())
            : Optional.empty();
    Optional<O> stored = remade ? Optional.empty() : findWhole(stage, key);
    Origin origin = stored.isPresent() ? Origin.REUSED : Origin.MADE;
    O value = stored.isPresent() ? stored.get() : stage.body().run(control);
    control.check();
    StageOutcome<O> outcome =
        commit(stage, StageKind.PURE, Optional.of(key), value, origin, started);
    if (before.equals(Optional.of(outcome.digest()))) {
      session.listener().note(stage.name(), "made again, with the result it had");
    }
    return outcome;
  }

  /** A stored result that can be read and whose blobs are all there; any other is forgotten. */
  private <O> Optional<O> findWhole(Stage.Pure<O> stage, Digest key) {
    Change lookup = session.change(session.run() + ":forget:" + key.hex());
    Optional<StoredResult> stored = services.stores().results().find(lookup.project(), key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try {
      O value = stage.form().fromJson(stored.get().result().value());
      for (Digest blob : stage.form().blobs(value)) {
        if (!services.blobs().verify(blob)) {
          forget(stage, lookup, key, "blob " + blob.brief() + " is gone or damaged");
          return Optional.empty();
        }
      }
      return Optional.of(value);
    } catch (JsonSyntaxException e) {
      forget(stage, lookup, key, "it has another form: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void forget(Stage<?> stage, Change change, Digest key, String why) {
    services.stores().results().forget(change, key);
    session.listener().note(stage.name(), "the stored result is made again: " + why);
  }

  private <O> StageOutcome<O> effect(Stage.Effect<O> stage, StageControl control, Instant started) {
    Change change = session.change(stage.idempotencyKey());
    EffectState state =
        services
            .stores()
            .effects()
            .begin(change, session.lease(), new EffectIntent(stage.name(), request(stage)));
    if (state instanceof EffectState.Completed completed) {
      O first = stage.form().fromJson(completed.result());
      return commit(stage, StageKind.EFFECT, Optional.empty(), first, Origin.REPEATED, started);
    }
    O value = stage.body().run(control);
    Json kept =
        services.stores().effects().complete(change, session.lease(), stage.form().toJson(value));
    O result = stage.form().fromJson(kept);
    return commit(stage, StageKind.EFFECT, Optional.empty(), result, Origin.DONE, started);
  }

  private static Json request(Stage<?> stage) {
    return Json.items(
        stage.inputs().stream()
            .map(
                input ->
                    Json.members()
                        .put("name", input.name())
                        .put("content", input.content().hex())
                        .build())
            .toList());
  }

  private <O> StageOutcome<O> commit(
      Stage<O> stage,
      StageKind kind,
      Optional<Digest> key,
      O value,
      Origin origin,
      Instant started) {
    StageResult result = new StageResult(stage.form().toJson(value), stage.form().blobs(value));
    Instant ended = services.clock().instant();
    StageRecord record =
        services
            .stores()
            .runs()
            .commit(
                session.change(session.run() + ":stage:" + stage.name()),
                session.lease(),
                new StageCommit(
                    stage.name(),
                    kind,
                    key,
                    origin == Origin.REUSED ? StageOrigin.REUSED : StageOrigin.MADE,
                    stage.inputs().stream()
                        .map(input -> new NamedDigest(input.name(), input.content()))
                        .toList(),
                    List.of(new NamedDigest(stage.name().value(), result.digest())),
                    result,
                    started,
                    ended));
    record.replaced().ifPresent(before -> session.differs(stage.name(), before, result.digest()));
    services.checkpoints().reached("after-stage:" + stage.name());
    StageOutcome<O> outcome =
        new StageOutcome<>(value, result.digest(), origin, Duration.between(started, ended));
    session.listener().stageEnded(stage.name(), outcome, "");
    return outcome;
  }
}
