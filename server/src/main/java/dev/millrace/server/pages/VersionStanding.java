package dev.millrace.server.pages;

import dev.millrace.core.release.LiveSpan;
import dev.millrace.core.release.Origin;
import dev.millrace.core.release.Origins;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseEpoch;
import java.util.ArrayList;
import java.util.List;

/** Where a version comes from, and where and when it was live. */
final class VersionStanding {
  private final Sources sources;
  private final ModelVersion version;

  VersionStanding(Sources sources, ModelVersion version) {
    this.sources = sources;
    this.version = version;
  }

  /** When it had a share of the traffic, environment by environment. */
  Element live() {
    Table table =
        new Table("When it was live, by environment")
            .words("Environment", "Most of the traffic", "By")
            .whole("Decided", "Served", "Until");
    int spans = 0;
    for (ReleaseEpoch epoch : sources.stores().serving().releases().current(sources.project())) {
      if (!epoch.target().model().equals(version.model())) {
        continue;
      }
      for (LiveSpan span :
          LiveSpan.of(
              sources.stores().serving().releases(),
              sources.project(),
              epoch.target(),
              version.version())) {
        spans++;
        table.row(
            Words.text(span.target().environment().value()),
            Words.text(Words.share(span.share())),
            Words.text(Words.actor(span.actor())),
            Words.time(span.decided()),
            span.served().map(Words::time).orElseGet(() -> Element.of("span", "by no server yet")),
            span.until().map(Words::time).orElseGet(() -> Element.of("span", "now")));
      }
    }
    return spans == 0 ? Words.note("It was never released anywhere.") : table.node();
  }

  /** Who ran the pipeline that made it, from which revision of the pipeline's folder. */
  List<Node> origin() {
    List<Node> content = new ArrayList<>();
    for (Origin origin :
        new Origins(sources.stores().evidence(), sources.blobs())
            .list(sources.project(), version.scorer())) {
      content.add(
          Element.of(
              "p",
              Words.text(Words.actor(origin.actor()) + " in "),
              Links.run(origin.run()),
              Words.text(": " + origin.code().text() + "; source "),
              Words.code(origin.query())));
    }
    if (content.isEmpty()) {
      content.add(Words.note("No run stated where it comes from."));
    }
    return content;
  }
}
