package dev.millrace.server.pages;

import dev.millrace.core.release.Releases;
import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /}: what is live, what was run, what drifts, what happened. */
final class OverviewPage {
  private static final int MOST_RUNS = 8;
  private static final int MOST_PIPELINES = 6;
  private static final int LOOKED_AT = 100;
  private static final int MOST_STORIES = 15;
  private static final int MOST_EVENTS = 500;

  private final Sources sources;

  OverviewPage(Sources sources) {
    this.sources = sources;
  }

  Response show() {
    var stores = sources.stores();
    List<ReleaseEpoch> live = stores.serving().releases().current(sources.project());
    List<RunSummary> runs = sources.runs().list(sources.project(), RunPage.newest(LOOKED_AT));
    List<RegisteredModel> models = stores.registryQueries().listModels(sources.project());
    List<Node> content = new ArrayList<>();
    if (live.isEmpty() && runs.isEmpty() && models.isEmpty()) {
      content.add(
          Words.nothing(
              "This home is empty.",
              "From a data file to a model that answers:",
              "millrace up FILE --label COLUMN"));
    }
    content.add(Words.part("live", "Live", List.of(live(live))));
    content.add(Words.part("pipelines", "Pipelines, each by its last run", pipelines(runs)));
    content.add(Words.part("runs", "Last runs", runs(runs)));
    List<Event> events = stores.events().newest(sources.project(), MOST_EVENTS);
    content.add(
        Words.part(
            "lately",
            "Lately",
            List.of(
                events.isEmpty()
                    ? Words.note("Nothing happened yet.")
                    : Stories.list(events, MOST_STORIES))));
    return Frame.live(Place.OVERVIEW, "Overview", content);
  }

  private Element live(List<ReleaseEpoch> live) {
    if (live.isEmpty()) {
      return ReleasePages.none();
    }
    Releases releases = new Releases(sources.stores(), sources.blobs());
    List<Node> cards = new ArrayList<>();
    for (ReleaseEpoch epoch : live) {
      List<Node> card = new ArrayList<>();
      card.add(
          Element.of(
              "h3",
              Links.model(epoch.target().model()),
              Words.text(" in " + epoch.target().environment())));
      card.addAll(ReleasePages.shares(epoch));
      card.add(
          Element.of(
              "p", Words.text("Epoch " + epoch.number() + " since "), Words.time(epoch.at())));
      releases
          .find(sources.project(), epoch.target())
          .rollout()
          .ifPresent(rollout -> card.add(ReleasePages.rollout(epoch.target(), rollout)));
      releases
          .find(sources.project(), epoch.target())
          .awaited()
          .ifPresent(awaited -> card.add(ReleasePages.awaited(epoch.target(), awaited)));
      card.add(Element.of("p", MonitorPages.state(TrafficReading.latest(sources, epoch))));
      card.add(
          Element.of(
              "p",
              Words.link("/releases#" + epoch.target().model(), "releases"),
              Words.text(" · "),
              Words.link("/monitor/" + epoch.target().model(), "drift and traffic")));
      cards.add(Element.of("div", card).styled("card"));
    }
    return Element.of("div", cards).styled("cards");
  }

  private List<Node> pipelines(List<RunSummary> runs) {
    Map<PipelineName, RunSummary> last = new LinkedHashMap<>();
    runs.forEach(run -> last.putIfAbsent(run.pipeline(), run));
    List<Node> content = new ArrayList<>();
    for (RunSummary run : last.values().stream().limit(MOST_PIPELINES).toList()) {
      content.add(
          Element.of(
              "h3",
              Words.text(run.pipeline().value() + " "),
              RunPages.status(run.status()),
              Words.text(" "),
              Links.run(run.run())));
      content.add(RunPages.strip(sources.runs().load(sources.project(), run.run())));
    }
    if (content.isEmpty()) {
      content.add(RunPages.none());
    } else if (last.size() > MOST_PIPELINES) {
      content.add(Words.note("and " + (last.size() - MOST_PIPELINES) + " more pipelines"));
    }
    return content;
  }

  private List<Node> runs(List<RunSummary> runs) {
    return runs.isEmpty()
        ? List.of(RunPages.none())
        : List.of(
            new RunPages(sources)
                .table("Last runs, newest first", runs.stream().limit(MOST_RUNS).toList()),
            Element.of("p", Words.link("/runs", "all runs")));
  }
}
