package dev.millrace.server.pages;

import dev.millrace.core.release.AwaitedApproval;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Rollout;
import dev.millrace.core.release.Servers;
import dev.millrace.core.serve.RolloutProgress;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.ReleaseTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code /releases}: what is in force, what is on its way, what was, and the way back. */
final class ReleasePages {
  private static final int MOST_EPOCHS = 50;

  private final Sources sources;
  private final Releases releases;

  ReleasePages(Sources sources) {
    this.sources = sources;
    this.releases = new Releases(sources.stores(), sources.blobs());
  }

  /** Every target with its history. */
  Response list() {
    List<ReleaseEpoch> current = sources.stores().serving().releases().current(sources.project());
    List<Node> content = new ArrayList<>();
    SortedMap<ReleaseTarget, AwaitedApproval> awaited =
        new TreeMap<>(Releases.awaited(sources.stores(), sources.project()));
    current.forEach(epoch -> awaited.remove(epoch.target()));
    if (current.isEmpty() && awaited.isEmpty()) {
      content.add(none());
    }
    awaited.forEach(
        (target, proposal) ->
            content.add(
                Element.of(
                        "div",
                        Element.of("h3", target.model() + " in " + target.environment()),
                        awaited(target, proposal))
                    .styled("card")));
    for (ReleaseEpoch epoch : current) {
      ReleaseTarget target = epoch.target();
      List<Node> part = new ArrayList<>();
      part.add(card(epoch, releases.find(sources.project(), target)));
      part.add(Element.of("h3", "Epochs, newest first"));
      part.add(history(target));
      content.add(
          Words.part(
              target.environment().value().equals("production")
                  ? target.model().value()
                  : target.model() + "-in-" + target.environment(),
              target.model() + " in " + target.environment(),
              part));
    }
    return Frame.live(Place.RELEASES, "Releases", content);
  }

  static Element none() {
    return Words.nothing(
        "Nothing is released yet.",
        "Release a registered version with",
        "millrace releases create MODEL VERSION --reason \"…\"");
  }

  /** What answers now, what is on its way, and the button. */
  Element card(ReleaseEpoch epoch, ReleaseState state) {
    ReleaseTarget target = epoch.target();
    List<Node> content = new ArrayList<>();
    content.addAll(shares(epoch));
    content.add(
        Element.of(
            "p",
            Words.text("Epoch " + epoch.number() + " since "),
            Words.time(epoch.at()),
            Words.text(", by " + Words.actor(epoch.actor()))));
    if (!epoch.reason().isBlank()) {
      content.add(Words.note(epoch.reason()));
    }
    content.add(served(epoch));
    state
        .rollout()
        .ifPresent(
            rollout -> {
              content.add(rollout(target, rollout));
              content.add(progress(target, rollout));
            });
    state.awaited().ifPresent(awaited -> content.add(awaited(target, awaited)));
    if (canGoBack(state)) {
      content.add(
          Words.link(Links.rollBack(target), "Roll back …")
              .styled("button")
              .with("aria-label", "Roll back " + target.model() + " in " + target.environment()));
    } else {
      content.add(Words.note("Nothing was live before, so there is nothing to roll back to."));
    }
    return Element.of("div", content).styled("card");
  }

  static List<Node> shares(ReleaseEpoch epoch) {
    List<Node> shares = new ArrayList<>();
    for (ReleaseRoute route : epoch.routes().routes()) {
      String share = Words.share(route.share());
      shares.add(
          Element.of(
                  "div",
                  Links.version(epoch.target().model(), route.content().version()),
                  Element.of("progress", share)
                      .with("max", Integer.toString(ReleaseRoute.WHOLE))
                      .with("value", Integer.toString(route.share()))
                      .with(
                          "aria-label",
                          "Traffic of version " + route.content().version() + ": " + share),
                  Element.of("strong", share))
              .styled("share"));
    }
    return shares;
  }

  private Element served(ReleaseEpoch epoch) {
    var serving = sources.stores().serving();
    SortedSet<NodeName> up =
        Servers.listening(serving.nodes(), epoch.target().environment(), sources.clock().instant());
    Set<NodeName> answering =
        serving.releases().served(sources.project(), epoch.target(), epoch.number()).stream()
            .map(EpochServed::node)
            .collect(Collectors.toSet());
    long of = up.stream().filter(answering::contains).count();
    return Words.note(
        up.isEmpty()
            ? "No server is up."
            : "In force on " + of + " of " + Words.counted(up.size(), "server", "servers") + ".");
  }

  private static boolean canGoBack(ReleaseState state) {
    return !state.past().isEmpty() || state.rollout().filter(r -> !r.isWhole()).isPresent();
  }

  /** What is seen of a candidate and what would be made of it. */
  private Element progress(ReleaseTarget target, Rollout rollout) {
    return Words.note(
        RolloutProgress.of(
                sources.stores().serving().nodes(),
                target.environment(),
                rollout,
                sources.clock().instant())
            .words());
  }

  static Element rollout(ReleaseTarget target, Rollout rollout) {
    Element version = Links.version(target.model(), rollout.candidate().version());
    if (rollout.isPreparing()) {
      return Element.of(
          "p",
          Words.badge("main", "candidate"),
          Words.text(" "),
          version,
          Words.text(
              " is being loaded by "
                  + rollout.awaited().stream()
                      .map(node -> node.value())
                      .collect(Collectors.joining(", "))));
    }
    String next =
        rollout.isShadowing()
            ? " is a shadow: it scores, answers nobody, and is watched"
            : rollout.isWhole()
                ? " has all traffic and is watched"
                : " has "
                    + Words.share(rollout.share())
                    + " of the traffic, step "
                    + (rollout.step() + 1)
                    + " of "
                    + rollout.strategy().shares().size()
                    + "; the next when it was watched";
    return Element.of(
        "p",
        Words.badge("main", rollout.isWhole() ? "on watch" : "candidate"),
        Words.text(" "),
        version,
        Words.text(next + " for " + Words.duration(rollout.strategy().bake()) + ", since "),
        Words.time(rollout.since()));
  }

  /** What waits for somebody to approve it, and how that is done. */
  static Element awaited(ReleaseTarget target, AwaitedApproval awaited) {
    return Element.of(
        "p",
        Words.badge("main", "awaits approval"),
        Words.text(" "),
        Links.version(target.model(), awaited.content().version()),
        Words.text(" since "),
        Words.time(awaited.since()),
        Words.text(
            ", by somebody other than "
                + String.join(", ", awaited.involved())
                + ": millrace releases approve "
                + target.model()
                + " "
                + awaited.content().version()
                + (target.environment().equals(EnvironmentName.PRODUCTION)
                    ? ""
                    : " --environment " + target.environment())
                + " --reason \"…\""));
  }

  private Element history(ReleaseTarget target) {
    Table table =
        new Table("Epochs of " + target)
            .words("Epoch", "Change", "Traffic", "By", "Why")
            .whole("From")
            .numbers("Stood");
    Instant end = sources.clock().instant();
    for (ReleaseEpoch epoch :
        sources.stores().serving().releases().list(sources.project(), target, MOST_EPOCHS)) {
      table.row(
          Words.count(epoch.number()),
          Words.text(Words.name(epoch.change())),
          traffic(epoch),
          Words.text(Words.actor(epoch.actor())),
          Words.text(epoch.reason()),
          Words.time(epoch.at()),
          Words.text(Words.duration(Duration.between(epoch.at(), end))));
      end = epoch.at();
    }
    return table.node();
  }

  private static Element traffic(ReleaseEpoch epoch) {
    List<Node> lines = new ArrayList<>();
    for (ReleaseRoute route : epoch.routes().routes()) {
      lines.add(
          Element.of(
              "li",
              Links.version(epoch.target().model(), route.content().version()),
              Words.text(" " + Words.share(route.share()))));
    }
    return Element.of("ul", lines).styled("lines");
  }

  /** What a roll-back would do now, and the form that does it. */
  Response rollBack(ReleaseTarget target) {
    var _ = sources.stores().registryQueries().loadModel(sources.project(), target.model());
    ReleaseState state = releases.find(sources.project(), target);
    String title = "Roll back " + target.model() + " in " + target.environment();
    OptionalInt to = to(state);
    Releases.Outcome outcome;
    try {
      outcome =
          releases.preview(
              new Change(
                  sources.project(),
                  new Actor("page", Actor.Standing.UNVERIFIED),
                  "",
                  "preview",
                  sources.clock().instant()),
              target,
              new ReleaseEvent.RollBack(to, "the reason you give"));
    } catch (MillraceException e) {
      if (e.code() != ErrorCode.CONFLICT) {
        throw e;
      }
      return Frame.page(
          Place.RELEASES,
          title,
          List.of(
              Words.nothing(
                  sentence(e.problems().getFirst()),
                  "Release a version by its number with",
                  "millrace releases create " + target.model() + " VERSION --reason \"…\"")));
    }
    return Frame.page(
        Place.RELEASES,
        title,
        List.of(preview(target, state, outcome), form(target, state.epoch(), to)));
  }

  private static String sentence(Problem problem) {
    String what = problem.what();
    return what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1) + ".";
  }

  /** The version that is named in the request, so that no other is gone back to meanwhile. */
  private static OptionalInt to(ReleaseState state) {
    boolean abandons = state.rollout().filter(r -> !r.isWhole()).isPresent();
    return abandons || state.past().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(state.past().getLast().version());
  }

  private static Element preview(
      ReleaseTarget target, ReleaseState state, Releases.Outcome outcome) {
    Optional<Rollout> candidate = state.rollout().filter(r -> !r.isWhole());
    Table table = new Table("What a roll-back changes").words("").words("Now", "Afterwards");
    table.row(
        Words.text(candidate.isEmpty() ? "All traffic" : "Traffic but the candidate's"),
        live(target, state),
        live(target, outcome.state()));
    table.row(
        Words.text("Candidate"),
        candidate.isEmpty()
            ? Words.text("none")
            : Element.of(
                "span",
                Links.version(target.model(), candidate.get().candidate().version()),
                Words.text(" with " + Words.share(candidate.get().share()))),
        Words.text("none"));
    table.row(
        Words.text("Epoch"), Words.count(state.epoch()), Words.count(outcome.state().epoch()));
    return Words.part(
        "effect",
        "What would happen",
        List.of(
            Words.paragraph(
                "Servers change over between two requests; no request is lost. It stands in the"
                    + " record for good, with your reason."),
            table.node()));
  }

  private static Node live(ReleaseTarget target, ReleaseState state) {
    Optional<ReleaseContent> live = state.live();
    return live.isEmpty()
        ? Words.text("nothing")
        : Links.version(target.model(), live.get().version());
  }

  private static Element number(String name, long value) {
    return Element.of("input")
        .with("type", "hidden")
        .with("name", name)
        .with("data-type", "number")
        .with("value", Long.toString(value));
  }

  /** What is sent names what was shown, so that nothing else is taken back meanwhile. */
  private static Element form(ReleaseTarget target, long epoch, OptionalInt to) {
    String api = "/api/v1/releases/" + target.model() + "/" + target.environment() + "/rollback";
    Element form =
        Element.of(
                "form",
                Element.of("label", "Why, for the record").with("for", "reason"),
                Element.of("textarea")
                    .with("id", "reason")
                    .with("name", "reason")
                    .with("required", "")
                    .with("maxlength", "1000"),
                number("epoch", epoch))
            .with("data-send", api);
    if (to.isPresent()) {
      form = form.add(number("to", to.getAsInt()));
    }
    return form.add(
        Element.of("button", "Roll back now").with("type", "submit").with("disabled", ""),
        Element.of("p").with("role", "status"),
        Element.of(
            "noscript",
            Words.nothing(
                "This button needs scripts.",
                "Without them:",
                "millrace releases rollback " + target.model() + " --reason \"…\"")),
        Element.of("p", Words.link("/releases#" + target.model(), "Back to the releases")));
  }
}
