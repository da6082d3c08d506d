package dev.millrace.cli;

import dev.millrace.column.ColumnName;
import dev.millrace.core.analysis.AnalysisJson;
import dev.millrace.core.analysis.LabelLift;
import dev.millrace.core.analysis.LiftSearch;
import dev.millrace.core.analysis.RelationSearch;
import dev.millrace.core.analysis.Relations;
import dev.millrace.core.analysis.TableComparer;
import dev.millrace.core.analysis.TableComparer.Table;
import dev.millrace.core.analysis.TableComparison;
import dev.millrace.core.analysis.TableSlices;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.report.AnalysisPage;
import dev.millrace.core.report.ComparisonPage;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.ProfileJson;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace data profile}: figures of the columns of a file, of two, or of spans. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Show figures of every column of a CSV, JSON or Parquet file.",
      "A pattern with {YYYY}, {MM}, {DD} or {span} shows how they move from span to span."
    },
    footer = {
      "",
      "Examples:",
      "  millrace data profile trips.csv.gz --html trips.html",
      "  millrace data profile adult.csv --label income --slice sex,race --relations",
      "  millrace data profile train.csv --against test.csv",
      "  millrace data profile \"flights_{YYYY}-{MM}.csv.gz\" --html flights.html"
    })
final class ProfileCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec CommandSpec spec;

  @Mixin CommonOptions common;

  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV, JSON (lines or one array) or Parquet; .gz is read too. Or a pattern of spans.")
  Path file;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Show how much more often each value comes with each value of this column.")
  @Nullable String label;

  @Option(
      names = "--slice",
      paramLabel = "COLUMN[,COLUMN]",
      description =
          "Show the figures of the rows of each value too; several columns are crossed. May be"
              + " repeated.")
  List<String> slices = List.of();

  @Option(
      names = "--relations",
      description =
          "Look further: correlations, Cramer's V, mutual information, outliers, rows that come"
              + " again; with --label, also areas under the curve, pairs of values, and columns"
              + " that give the label away.")
  boolean relations;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Show another file beside this one.")
  @Nullable Path against;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts.")
  @Nullable Path html;

  ProfileCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean ofSpans = SourceDiscovery.isOfSpans(file.toString()) && !Files.exists(file);
    boolean deeper = label != null || !slices.isEmpty() || relations;
    if ((against != null || ofSpans) && deeper) {
      throw new ParameterException(
          spec.commandLine(),
          "--label, --slice and --relations are for one file: leave out "
              + (ofSpans ? "the pattern of spans" : "--against"));
    }
    if (against != null && ofSpans) {
      throw new ParameterException(spec.commandLine(), "--against is for files, not for spans");
    }
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      if (ofSpans) {
        new SpanProfiles(terminal, home)
            .show(file.toString(), Optional.ofNullable(html), common.json);
      } else if (against != null) {
        compare(home, against);
      } else {
        profile(home);
      }
    }
    return 0;
  }

  private void profile(OpenHome home) {
    NamedFile named = NamedFile.of(file);
    Engine engine = home.engine(named.folders());
    Landed landed = DataCommand.land(home, named);
    DataCut cut = landed.cut();
    TableProfile profile = TableProfiler.profile(engine, Scan.all(cut));
    List<List<ColumnName>> by = slices.stream().map(ProfileCommand::crossed).toList();
    Optional<ColumnName> target = Optional.ofNullable(label).map(name -> column("--label", name));
    Optional<LabelLift> lift = target.map(name -> lift(new LiftSearch(engine, cut, profile), name));
    List<TableSlices> sliced =
        by.stream().map(columns -> TableSlices.of(engine, cut, profile, columns)).toList();
    Optional<Relations> found =
        relations
            ? Optional.of(new RelationSearch(engine, cut, profile).find(target))
            : Optional.empty();
    if (html != null) {
      write(AnalysisPage.write(name(file), profile, lift, sliced, found), html);
    }
    if (common.json) {
      terminal.out().println(CanonicalJson.text(json(profile, lift, sliced, found)));
      return;
    }
    ProfileText text = new ProfileText(terminal);
    text.profile(profile, landed);
    found.ifPresent(text::relations);
    lift.ifPresent(text::lift);
    sliced.forEach(text::slices);
  }

  private LabelLift lift(LiftSearch search, ColumnName name) {
    return relations ? search.findWithPairs(name) : search.find(name);
  }

  /** A profile's own members, and one for each thing that was asked for. */
  private static Json json(
      TableProfile profile,
      Optional<LabelLift> lift,
      List<TableSlices> slices,
      Optional<Relations> relations) {
    MembersBuilder members = Json.members();
    ((Json.Members) ProfileJson.of(profile)).values().forEach(members::put);
    lift.ifPresent(some -> members.put("lift", AnalysisJson.of(some)));
    if (!slices.isEmpty()) {
      members.put("slices", slices.stream().map(AnalysisJson::of).toList());
    }
    relations.ifPresent(some -> members.put("relations", AnalysisJson.of(some)));
    return members.build();
  }

  private void compare(OpenHome home, Path other) {
    NamedFile first = NamedFile.of(file);
    NamedFile second = NamedFile.of(other);
    List<Path> folders = new ArrayList<>(first.folders());
    folders.addAll(second.folders());
    Engine engine = home.engine(folders);
    boolean alike = name(file).equals(name(other));
    TableComparison comparison =
        new TableComparer(engine)
            .compare(
                table(home, engine, first, alike ? file.toString() : name(file)),
                table(home, engine, second, alike ? other.toString() : name(other)));
    if (html != null) {
      write(ComparisonPage.write(comparison), html);
    }
    if (common.json) {
      terminal.out().println(CanonicalJson.text(AnalysisJson.of(comparison)));
    } else {
      new ProfileText(terminal).comparison(comparison);
    }
  }

  private Table table(OpenHome home, Engine engine, NamedFile named, String name) {
    Landed landed = DataCommand.land(home, named);
    DataCommand.rejects(terminal, landed);
    return new Table(name, landed.cut(), TableProfiler.profile(engine, Scan.all(landed.cut())));
  }

  private void write(String page, Path into) {
    OutputFile.write(into, page);
    terminal.err().println("wrote " + into);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<ColumnName> crossed(String text) {
    return Arrays.stream(text.split(",", -1)).map(name -> column("--slice", name.strip())).toList();
  }

  private static ColumnName column(String option, String name) {
    try {
      return new ColumnName(name);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ErrorCode.USAGE, "this is not the name of a column")
          .at(option)
          .found(name)
          .allowed("1 to 256 characters, none of them for control")
          .asException();
    }
  }
}
