package dev.millrace.bench;

import dev.millrace.column.ColumnName;
import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.ingest.LandingPlanner;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.prepare.LabelledRows;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Preparer;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.prepare.Split;
import dev.millrace.core.train.LabelledMatrix;
import dev.millrace.core.train.MatrixCollector;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.learners.constant.ConstantProvider;
import dev.millrace.learners.linear.LinearProvider;
import dev.millrace.learners.xgboost.XGBoostProvider;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.files.FileBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A whole run of a million rows and 20 columns, from the CSV file to a registered model, as a user
 * starts it, against reading the file and training the same booster alone. Both are processes that
 * take turns. Arguments: a folder for 2 GB of scratch data, how many turns, and the launcher script
 * {@code millrace} of a built checkout; then, perhaps, options of the run's JVM.
 */
public final class WholeRun {
  private static final String REFERENCE = "reference";

  private WholeRun() {}

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    if (arguments[1].equals(REFERENCE)) {
      ReadingAndTraining.measure(folder.resolve("trips.csv"), folder, MillionRows.ROUNDS);
      return;
    }
    Path pipeline = MillionRows.in(folder, 1_000_000);
    if (!Files.exists(folder.resolve("validation-labels.bin"))) {
      saveFeatures(folder, pipeline);
    }
    List<Spent> runs = new ArrayList<>();
    List<Spent> references = new ArrayList<>();
    for (int turn = 0; turn < Integer.parseInt(arguments[1]); turn++) {
      Spent reference = reference(folder);
      Spent run = run(folder, pipeline, arguments);
      print("reading and training", reference);
      print("whole run", run);
      references.add(reference);
      runs.add(run);
    }
    System.out.printf(
        Locale.ROOT,
        "%-22s %6.2f x processor %6.2f x wall (medians)%n",
        "ratio",
        median(runs, Spent::processor) / median(references, Spent::processor),
        median(runs, Spent::wall) / median(references, Spent::wall));
  }

  private static double median(List<Spent> all, ToDoubleFunction<Spent> of) {
    return Spent.median(all.stream().mapToDouble(of));
  }

  private static void print(String what, Spent spent) {
    System.out.printf(
        Locale.ROOT,
        "%-22s %6.1f s processor %6.1f s wall%n",
        what,
        spent.processor(),
        spent.wall());
  }

  private static Spent run(Path folder, Path pipeline, String[] arguments)
      throws IOException, InterruptedException {
    Path home = folder.resolve("home");
    delete(home);
    Files.deleteIfExists(folder.resolve("schema.yaml"));
    String options = String.join(" ", List.of(arguments).subList(3, arguments.length));
    return Spent.byProcess(
        List.of(
            "env",
            "MILLRACE_JAVA_OPTIONS=" + options,
            arguments[2],
            "run",
            pipeline.toString(),
            "--home",
            home.toString()),
        folder.resolve("run.log"));
  }

  private static Spent reference(Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of(WholeRun.class.getName(), folder.toString(), REFERENCE));
    Path log = folder.resolve("reference.log");
    Spent.byProcess(command, log);
    return Files.readAllLines(log).stream()
        .flatMap(line -> Spent.of(line).stream())
        .reduce(Spent::plus)
        .orElseThrow();
  }

  private static List<String> java() {
    return List.of(
        "env",
        "GOMP_SPINCOUNT=1000",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dstdout.encoding=UTF-8",
        "-cp",
        System.getProperty("java.class.path"));
  }

  /** The features the run will train on, for the reference. */
  private static void saveFeatures(Path folder, Path pipeline) throws IOException {
    TreeMap<String, LearnerProvider> learners = new TreeMap<>();
    for (LearnerProvider provider :
        List.of(new XGBoostProvider(), new LinearProvider(), new ConstantProvider())) {
      learners.put(provider.name(), provider);
    }
    PipelineConfig config =
        PipelineConfig.read("pipeline.yaml", Files.readString(pipeline), learners);
    EngineSettings settings =
        new EngineSettings(2, 1L << 30, folder.resolve("scratch"), List.of(folder));
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    try (DuckDb engine =
        DuckDb.open(settings, new FileBlobs(blobs, Clock.systemUTC(), Checkpoints.NONE))) {
      ReadableFiles readable = new ReadableFiles(folder, Policy.none(folder.resolve(".millrace")));
      PinnedSource source = new SourceDiscovery(folder, readable).pin(config.source());
      LandingPlanner planner = new LandingPlanner(config.source());
      DataCut cut =
          engine.land(source, planner.plan(engine.infer(source, config.source().read()))).cut();
      Prepared prepared = new Preparer(config.prepare(), engine).prepare(cut, List.of());
      Split split = new Split(cut, prepared.rule(), List.of(new LabelledRows(prepared.label())));
      Map<Side, String> sides = Map.of(Side.TRAIN, "train", Side.VALIDATION, "validation");
      for (Map.Entry<Side, String> side : sides.entrySet()) {
        LabelledMatrix matrix = gather(engine, split, prepared, side.getKey());
        System.out.println(side.getValue() + " rows " + matrix.rows());
        ReadingAndTraining.save(
            folder.resolve(side.getValue() + "-labels.bin"), matrix.labelArray());
        ReadingAndTraining.save(
            folder.resolve(side.getValue() + "-features.bin"), matrix.takeFeatures().values());
      }
    }
    delete(blobs);
  }

  private static LabelledMatrix gather(DuckDb engine, Split split, Prepared prepared, Side side) {
    Set<ColumnName> columns = new LinkedHashSet<>();
    prepared.plan().inputs().forEach(field -> columns.add(field.name()));
    columns.addAll(prepared.label().columns());
    return engine.collect(
        split.scan(List.copyOf(columns)),
        split.collector(
            side,
            prepared.plan(),
            prepared.encodings(),
            form -> new MatrixCollector(form, prepared.label(), 4L << 30)));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
