package dev.millrace.cli;

import dev.millrace.core.release.AwaitedApproval;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Rollout;
import dev.millrace.core.serve.RolloutProgress;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseJson;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.ReleaseTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Releases as people and programs read them. */
final class ReleaseScreen {
  private final Terminal terminal;
  private final OutputForm form;

  ReleaseScreen(Terminal terminal, OutputForm form) {
    this.terminal = terminal;
    this.form = form;
  }

  void list(List<ReleaseEpoch> epochs, SortedMap<ReleaseTarget, AwaitedApproval> awaited) {
    if (form == OutputForm.JSON) {
      List<Json> waiting = new ArrayList<>();
      awaited.forEach(
          (target, proposal) ->
              waiting.add(
                  Json.members()
                      .put("model", target.model().value())
                      .put("environment", target.environment().value())
                      .put("proposal", json(proposal))
                      .build()));
      print(
          Json.members()
              .put("releases", epochs.stream().map(ReleaseJson::of).toList())
              .put("awaiting-approval", waiting));
      return;
    }
    epochs(epochs, "nothing was ever released");
    awaited.forEach((target, proposal) -> say(target + ": " + words(proposal)));
  }

  private void epochs(List<ReleaseEpoch> epochs, String none) {
    if (epochs.isEmpty()) {
      say(none);
    } else {
      TextTable table =
          new TextTable(List.of("MODEL", "ENVIRONMENT", "EPOCH", "TRAFFIC", "SINCE", "WHY"));
      epochs.forEach(
          epoch ->
              table.add(
                  List.of(
                      epoch.target().model().value(),
                      epoch.target().environment().value(),
                      Long.toString(epoch.number()),
                      traffic(epoch.routes()),
                      epoch.at().toString(),
                      words(epoch))));
      terminal.out().print(table);
    }
  }

  void show(
      ReleaseState state, Function<Rollout, RolloutProgress> progress, List<ReleaseEpoch> epochs) {
    if (form == OutputForm.JSON) {
      MembersBuilder members =
          Json.members().put("releases", epochs.stream().map(ReleaseJson::of).toList());
      state
          .rollout()
          .ifPresent(
              rollout ->
                  members
                      .put("rollout", json(rollout))
                      .put("progress", progress.apply(rollout).json()));
      state.awaited().ifPresent(proposal -> members.put("awaiting-approval", json(proposal)));
      members.put("rejected", state.rejected().stream().map(Json::of).toList());
      print(members);
      return;
    }
    epochs(epochs, "this model was never released");
    state
        .rollout()
        .ifPresent(
            rollout -> {
              say(words(rollout));
              say("  " + progress.apply(rollout).words());
            });
    state.awaited().ifPresent(proposal -> say(words(proposal)));
    state.rejected().forEach(version -> say("version " + version + " was rejected"));
  }

  void live(Optional<ReleaseEpoch> epoch, List<EpochServed> served, Instant when) {
    if (form == OutputForm.JSON) {
      MembersBuilder members = Json.members().put("at", when.toString());
      epoch.ifPresent(found -> members.put("release", ReleaseJson.of(found)));
      members.put(
          "served",
          served.stream()
              .map(
                  one ->
                      Json.members()
                          .put("node", one.node().value())
                          .put("at", one.at().toString())
                          .build())
              .toList());
      print(members);
    } else if (epoch.isEmpty()) {
      say("nothing was live at " + when);
    } else {
      say(
          String.format(
              Locale.ROOT,
              "%s at %s: %s, epoch %d, decided %s by %s: %s",
              epoch.get().target(),
              when,
              traffic(epoch.get().routes()),
              epoch.get().number(),
              epoch.get().at(),
              epoch.get().actor().name(),
              words(epoch.get())));
      served.forEach(one -> say("  served by " + one.node() + " from " + one.at()));
    }
  }

  static Json json(ReleaseTarget target, Releases.Outcome outcome) {
    MembersBuilder members =
        Json.members()
            .put("model", target.model().value())
            .put("environment", target.environment().value())
            .put("epoch", outcome.state().epoch())
            .put("why", outcome.why());
    outcome.state().live().ifPresent(live -> members.put("live", live.version()));
    outcome.state().rollout().ifPresent(rollout -> members.put("rollout", json(rollout)));
    outcome
        .state()
        .awaited()
        .ifPresent(proposal -> members.put("awaiting-approval", json(proposal)));
    return members.build();
  }

  private static Json json(Rollout rollout) {
    return Json.members()
        .put("version", rollout.candidate().version())
        .put("share", rollout.share())
        .put("strategy", rollout.strategy().kind())
        .put("since", rollout.since().toString())
        .put("awaited", rollout.awaited().stream().map(node -> Json.of(node.value())).toList())
        .build();
  }

  private static Json json(AwaitedApproval proposal) {
    return Json.members()
        .put("version", proposal.content().version())
        .put("since", proposal.since().toString())
        .put("not-by", Json.texts(List.copyOf(proposal.involved())))
        .build();
  }

  private static String words(AwaitedApproval proposal) {
    return "version "
        + proposal.content().version()
        + " awaits approval since "
        + proposal.since()
        + ", by somebody other than "
        + String.join(", ", proposal.involved());
  }

  private static String words(Rollout rollout) {
    if (rollout.isPreparing()) {
      return "version "
          + rollout.candidate().version()
          + " is being loaded; waiting for "
          + rollout.awaited();
    }
    if (rollout.isShadowing()) {
      return "version "
          + rollout.candidate().version()
          + " is a shadow since "
          + rollout.since()
          + ": it scores and answers nobody";
    }
    String standing =
        rollout.isWhole() && rollout.before().isPresent()
            ? "; version " + rollout.before().get().version() + " stands by until " + rollout.due()
            : "";
    return String.format(
        Locale.ROOT,
        "version %d has %.2f%% of the traffic since %s and is being watched%s",
        rollout.candidate().version(),
        rollout.share() / 100.0,
        rollout.since(),
        standing);
  }

  private static String traffic(ReleaseRoutes routes) {
    return routes.routes().stream()
        .map(
            route ->
                String.format(
                    Locale.ROOT, "v%d %.4g%%", route.content().version(), route.share() / 100.0))
        .collect(Collectors.joining(", "));
  }

  private static String words(ReleaseEpoch epoch) {
    String change = epoch.change().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return epoch.reason().isBlank() ? change : change + ": " + epoch.reason();
  }

  private void print(MembersBuilder members) {
    terminal.out().println(CanonicalJson.text(members.build()));
  }

  private void say(String text) {
    terminal.out().println(text);
  }
}
