package dev.millrace.cli;

import dev.millrace.core.flow.DoneSpans;
import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.flow.SchemaFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.ingest.SourceSpan;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.store.ModelVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run for each span of a range of dates, the earliest first. A span that was run with the same
 * pipeline, files and schema is left as it is, so that the same command goes on where it ended.
 * Nothing of it is released: what came before is no candidate for what comes now.
 */
final class BackfillRun {
  private final Terminal terminal;
  private final CommonOptions common;
  private final Path file;
  private final PipelineRun whole;

  BackfillRun(Terminal terminal, CommonOptions common, Path file, PipelineRun whole) {
    this.terminal = terminal;
    this.common = common;
    this.file = file.toAbsolutePath().normalize();
    this.whole = whole;
  }

  /** What became of one span. */
  private record Line(
      SourceSpan span, int files, long rows, String run, String outcome, String model) {
    Json json() {
      MembersBuilder out =
          Json.members().put("span", span.toString()).put("files", files).put("outcome", outcome);
      if (!run.isEmpty()) {
        out.put("run", run);
      }
      if (rows >= 0) {
        out.put("rows", rows);
      }
      if (!model.isEmpty()) {
        out.put("model", model);
      }
      return out.build();
    }

    List<String> cells() {
      return List.of(
          span.toString(),
          Integer.toString(files),
          rows < 0 ? "" : Long.toString(rows),
          run.isEmpty() ? "" : run.substring(0, 8),
          model,
          outcome);
    }
  }

  /** Runs every span; gives the first exit code that is none of success. */
  int run(String range) {
    PipelineConfig config = PipelineRun.read(file);
    List<SourceSpan> spans = SourceSpan.of(config.source(), range);
    List<Line> lines = new ArrayList<>();
    int exitCode = 0;
    try {
      for (SourceSpan span : spans) {
        terminal.err().println("span " + span + ", " + (lines.size() + 1) + " of " + spans.size());
        Line before = before(config.in(span), span);
        if (!before.outcome().isEmpty()) {
          lines.add(before);
          continue;
        }
        PipelineRun.Ended ended = whole.of(span).run();
        lines.add(line(span, before.files(), ended));
        exitCode = exitCode == 0 ? ended.exitCode() : exitCode;
      }
    } finally {
      show(lines);
    }
    if (lines.stream().allMatch(line -> line.files() == 0)) {
      throw Problem.of(ErrorCode.SOURCE_MISSING, "no span of the range has a file")
          .at("source.files")
          .found(String.join(", ", config.source().files()) + " from " + range)
          .next("Check the range, and the pattern, which starts from the pipeline's folder.")
          .asException();
    }
    return exitCode;
  }

  /** What is known of a span before it is run; without an outcome it must be. */
  private Line before(PipelineConfig config, SourceSpan span) {
    Path folder = file.resolveSibling("");
    try (OpenHome home = OpenHome.open(common.home(folder))) {
      PinnedSource source;
      try {
        source =
            new SourceDiscovery(folder, new ReadableFiles(folder, home.policy()))
                .pin(config.source());
      } catch (MillraceException e) {
        if (e.code() == ErrorCode.SOURCE_MISSING) {
          return new Line(span, 0, -1, "", "no file", "");
        }
        throw e;
      }
      int files = source.objects().size();
      return new DoneSpans(home.store().stores().runQueries(), Users.PROJECT)
          .find(
              config,
              source,
              new SchemaFile(folder.resolve(config.schema())).find().map(SchemaYaml::digest))
          .map(
              run ->
                  new Line(
                      span,
                      files,
                      -1,
                      run.run().value(),
                      run.problem().isEmpty() ? "done before" : "refused before",
                      ""))
          .orElseGet(() -> new Line(span, files, -1, "", "", ""));
    }
  }

  private static Line line(SourceSpan span, int files, PipelineRun.Ended ended) {
    RunSummary summary = ended.summary();
    Landed landed = summary.landed();
    ModelVersion version = summary.version();
    return new Line(
        span,
        files,
        landed == null ? -1 : landed.cut().rows(),
        summary.run().value(),
        ended.exitCode() == 0
            ? summary.skipped().isEmpty() ? "done" : "done, " + summary.skipped().getFirst()
            : ended.refusal().map(BackfillRun::refused).orElse("refused"),
        version == null ? "" : version.model() + "/" + version.version());
  }

  private static String refused(MillraceException refusal) {
    return "refused: " + refusal.problems().getFirst().what();
  }

  private void show(List<Line> lines) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members().put("spans", lines.stream().map(Line::json).toList()).build()));
      return;
    }
    TextTable table = new TextTable(List.of("SPAN", "FILES", "ROWS", "RUN", "MODEL", "OUTCOME"));
    lines.forEach(line -> table.add(line.cells()));
    terminal.out().print(table);
  }
}
