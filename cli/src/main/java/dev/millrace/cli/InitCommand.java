package dev.millrace.cli;

import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.PipelineGuess;
import dev.millrace.core.ingest.PipelineGuesser;
import dev.millrace.core.policy.Power;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.engine.Landed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace init}: a first pipeline for a data file, each choice with its reason. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Write a pipeline.yaml for a data file and explain every choice in it.",
    footer = {"", "Example:", "  millrace init trips.csv.gz --label tips"})
final class InitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "FILE", description = "CSV, JSON or Parquet file to learn from.")
  Path file = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "Column to predict (else guessed).")
  @Nullable String label;

  @Option(names = "--name", description = "Name of the pipeline (else the file's).")
  @Nullable String name;

  @Option(names = "--output", paramLabel = "FILE", description = "Default: ${DEFAULT-VALUE}.")
  Path output = Path.of("pipeline.yaml");

  @Option(names = "--force", description = "Replace a pipeline that is there already.")
  boolean force;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path target = output.toAbsolutePath().normalize();
    if (Files.exists(target) && !force) {
      throw Problem.of(ErrorCode.USAGE, "there is a pipeline already")
          .at(target.toString())
          .next("Give another --output, or --force to replace it.")
          .asException();
    }
    Path folder = target.resolveSibling("");
    try (OpenHome home = OpenHome.open(common.home(folder))) {
      NamedFile named = NamedFile.of(file);
      Landed landed = DataCommand.land(home, named);
      Path data = file.toAbsolutePath().normalize();
      PipelineGuess guess =
          new PipelineGuesser(home.engine(named.folders()), Optional.ofNullable(label))
              .guess(landed.cut());
      Optional<String> grant = neededGrant(home, folder, named);
      String relative =
          data.startsWith(folder) ? folder.relativize(data).toString() : data.toString();
      OutputFile.write(target, guess.yaml(pipelineName(), relative));
      if (common.json) {
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members()
                        .put("file", target.toString())
                        .put("reasons", Json.texts(guess.reasons()))
                        .put("grants-needed", Json.texts(grant.stream().toList()))
                        .build()));
      } else {
        terminal.out().println("wrote " + target);
        guess.reasons().forEach(reason -> terminal.out().println("  " + reason));
        DataCommand.rejects(terminal, landed);
        grant.ifPresent(line -> terminal.out().println("first: " + line));
        terminal.out().println("next: millrace run " + output);
      }
    }
    return 0;
  }

  /** What the operator must grant before a pipeline may read the file its maker may read. */
  private static Optional<String> neededGrant(OpenHome home, Path folder, NamedFile named) {
    boolean inside = named.path().startsWith(real(folder));
    return inside || home.policy().mayRead(named.path())
        ? Optional.empty()
        : Optional.of(home.policy().advice(Power.READ, named.folders().get(0).toString()));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the folder of the pipeline cannot be used")
              .at(folder.toString())
              .found(FileFault.words(e)),
          e);
    }
  }

  private String pipelineName() {
    String base = name == null ? file.getFileName().toString() : name;
    int dot = base.indexOf('.');
    String plain =
        (dot > 0 ? base.substring(0, dot) : base)
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "pipeline" : plain.substring(0, Math.min(plain.length(), 60));
  }
}
