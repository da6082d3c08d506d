package dev.millrace.cli;

import dev.millrace.core.analysis.AnalysisJson;
import dev.millrace.core.analysis.SpanTrends;
import dev.millrace.core.analysis.SpanTrends.SpanProfile;
import dev.millrace.core.ingest.LandingPlanner;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.ingest.SourceDiscovery.SpanFiles;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.report.TrendPage;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Profiles the spans of a pattern one after another, each with the types found in it. */
final class SpanProfiles {
  private final Terminal terminal;
  private final OpenHome home;

  SpanProfiles(Terminal terminal, OpenHome home) {
    this.terminal = terminal;
    this.home = home;
  }

  void show(String pattern, Optional<Path> html, boolean json) {
    SpanTrends trends = SpanTrends.of(profiles(pattern));
    html.ifPresent(
        into -> {
          OutputFile.write(into, TrendPage.write(pattern, trends));
          terminal.err().println("wrote " + into);
        });
    if (json) {
      terminal.out().println(CanonicalJson.text(AnalysisJson.of(trends)));
    } else {
      new ProfileText(terminal).trends(trends);
    }
  }

  private List<SpanProfile> profiles(String pattern) {
    String plain = pattern.replaceAll("[*?\\[{].*", "");
    int slash = plain.lastIndexOf('/');
    Path folder = folder(slash < 0 ? "" : pattern.substring(0, slash + 1));
    ReadableFiles readable = new ReadableFiles(folder, home.policy());
    SourceDiscovery discovery = new SourceDiscovery(folder, readable);
    DuckDb engine = home.engine(List.of(folder));
    List<SpanProfile> profiles = new ArrayList<>();
    for (SpanFiles span : discovery.spans(pattern.substring(slash + 1))) {
      SourceConfig source =
          SourceConfig.of(span.files().stream().map(Path::toString).toArray(String[]::new));
      PinnedSource pinned = discovery.pin(source, span.files());
      Landed landed =
          engine.land(pinned, new LandingPlanner(source).plan(engine.infer(pinned, source.read())));
      if (landed.ledger().rejectedRows() > 0) {
        terminal.err().println("span " + span.span() + ":");
        DataCommand.rejects(terminal, landed);
      }
      profiles.add(
          new SpanProfile(span.span(), TableProfiler.profile(engine, Scan.all(landed.cut()))));
    }
    return profiles;
  }

  /** Where the pattern starts; a person named it, which is the grant to read there. */
  private static Path folder(String text) {
    try {
      return Path.of(text).toRealPath();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SOURCE_MISSING, "there is no such folder")
              .at(text)
              .next("Check the part of the pattern before its first placeholder."),
          e);
    }
  }
}
