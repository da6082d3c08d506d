package dev.millrace.server.pages;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /runs}: what was run, and each run stage by stage. */
final class RunPages {
  private static final int MOST = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern RUN = Pattern.compile("[0-9a-f]{32}");

  private final Sources sources;

  RunPages(Sources sources) {
    this.sources = sources;
  }

  /** The runs before one, newest first. */
  Response list(Query query) {
    long before =
        query
            .find("before")
            .map(
                text -> {
                  if (!NUMBER.matcher(text).matches()) {
                    throw Problem.of(ErrorCode.REQUEST_INVALID, "'before' is a whole number")
                        .found(text)
                        .asException();
                  }
                  return Long.parseLong(text);
                })
            .orElse(Long.MAX_VALUE);
    List<RunSummary> runs =
        sources.runs().list(sources.project(), new RunPage(Optional.empty(), before, MOST));
    List<Node> content = new ArrayList<>();
    content.add(runs.isEmpty() ? none() : table("Runs, newest first", runs));
    List<Node> ways = new ArrayList<>();
    if (before != Long.MAX_VALUE) {
      ways.add(Words.link("/runs", "newest runs"));
    }
    if (runs.size() == MOST) {
      ways.add(Words.link("/runs?before=" + runs.getLast().sequence(), "older runs"));
    }
    content.add(Element.of("div", ways).styled("pages"));
    return Frame.live(Place.RUNS, "Runs", content);
  }

  static Element none() {
    return Words.nothing("No run yet.", "Run a pipeline with", "millrace run pipeline.yaml");
  }

  Element table(String caption, List<RunSummary> runs) {
    Instant now = sources.clock().instant();
    Table table =
        new Table(caption)
            .words("Run", "Pipeline", "Status")
            .whole("Started")
            .numbers("Took")
            .words("By");
    for (RunSummary run : runs) {
      table.row(
          Links.run(run.run()),
          Words.text(run.pipeline().value()),
          status(run.status()),
          Words.time(run.started()),
          Words.text(took(run, now)),
          Words.text(Words.actor(run.actor())));
    }
    return table.node();
  }

  /** One run. */
  Response show(String id) {
    if (!RUN.matcher(id).matches()) {
      throw Problem.of(ErrorCode.RUN_UNKNOWN, "there is no run with this id")
          .found(id)
          .allowed("32 hex digits")
          .asException();
    }
    LoadedRun loaded = sources.runs().load(sources.project(), new RunId(id));
    RunSummary run = loaded.summary();
    List<Node> content = new ArrayList<>();
    content.add(
        Element.of("p", status(run.status()), Words.text(" Pipeline " + run.pipeline().value())));
    if (!run.problem().isEmpty()) {
      content.add(Element.of("p", run.problem()).styled("bad").with("role", "alert"));
    }
    content.add(strip(loaded));
    content.add(Words.part("stages", "Stages", List.of(stages(loaded))));
    content.add(Words.part("about", "About this run", List.of(about(run))));
    return Frame.live(Place.RUNS, "Run " + run.run().brief(), content);
  }

  /** The stages a run has been through, as a row of signs. */
  static Element strip(LoadedRun loaded) {
    List<Node> items = new ArrayList<>();
    for (StageRecord stage : loaded.stages()) {
      StageCommit commit = stage.commit();
      boolean reused = commit.origin() == StageOrigin.REUSED;
      Element item =
          Element.of(
              "li",
              Words.text(commit.stage().value()),
              Element.of("small", reused ? "reused" : took(commit)));
      items.add(reused ? item.styled("reused") : item);
    }
    switch (loaded.summary().status()) {
      case RUNNING -> items.add(Element.of("li", "running …"));
      case DONE -> {}
      case FAILED, REFUSED, ABANDONED ->
          items.add(
              Element.of("li", Words.name(loaded.summary().status()) + " here").styled("ended"));
    }
    return Element.of("ol", items).styled("stages").with("aria-label", "Stages in order");
  }

  private static Element stages(LoadedRun loaded) {
    if (loaded.stages().isEmpty()) {
      return Words.note("No stage has been committed.");
    }
    Table table =
        new Table("Stages in order")
            .words("Stage", "Kind", "Origin")
            .numbers("Took")
            .words("Took in", "Gave");
    for (StageRecord stage : loaded.stages()) {
      StageCommit commit = stage.commit();
      table.row(
          Words.text(commit.stage().value()),
          Words.text(Words.name(commit.kind())),
          origin(stage),
          Words.text(took(commit)),
          contents(commit.inputs()),
          contents(commit.outputs()));
    }
    return table.node();
  }

  private static Element origin(StageRecord stage) {
    Element origin = Element.of("span", Words.name(stage.commit().origin()));
    return stage.replaced().isEmpty()
        ? origin
        : origin.add(Words.text(" "), Words.badge("bad", "differs from before"));
  }

  private static Element contents(List<NamedDigest> contents) {
    List<Node> lines = new ArrayList<>();
    for (NamedDigest content : contents) {
      lines.add(
          Element.of("li", Words.text(content.name() + " "), Words.code(content.digest().brief())));
    }
    return lines.isEmpty()
        ? Element.of("span", "–").styled("quiet")
        : Element.of("ul", lines).styled("lines");
  }

  private static Element about(RunSummary run) {
    return new Facts()
        .fact("Run", Words.code(run.run().value()))
        .fact("Started", Words.time(run.started()))
        .fact("Ended", run.ended().<Node>map(Words::time).orElseGet(() -> Words.text("not yet")))
        .fact("By", Words.actor(run.actor()))
        .fact("Reason", run.reason().isBlank() ? "none given" : run.reason())
        .fact("Process", run.owner().toString())
        .fact("Pipeline as resolved", Words.code(run.config().hex()))
        .fact("Program", Words.code(run.revision()))
        .node();
  }

  static Element status(RunStatus status) {
    String kind =
        switch (status) {
          case DONE -> "good";
          case RUNNING -> "main";
          case FAILED, REFUSED -> "bad";
          case ABANDONED -> "quiet";
        };
    return Words.badge(kind, Words.name(status));
  }

  private static String took(RunSummary run, Instant now) {
    return run.ended().isEmpty() && run.status() != RunStatus.RUNNING
        ? "–"
        : Words.duration(Duration.between(run.started(), run.ended().orElse(now)));
  }

  private static String took(StageCommit commit) {
    return Words.duration(Duration.between(commit.started(), commit.ended()));
  }
}
