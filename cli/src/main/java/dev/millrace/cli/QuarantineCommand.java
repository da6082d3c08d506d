package dev.millrace.cli;

import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.Stages;
import dev.millrace.core.ingest.LandedForm;
import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.validate.Validation;
import dev.millrace.core.validate.ValidationForm;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace data quarantine}: the records of the last run that were not used, and why. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = "Show the records of the last run that were kept apart, and why.",
    footer = {"", "Example:", "  millrace data quarantine --pipeline pipeline.yaml --limit 100"})
final class QuarantineCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Mixin SchemaCommand.PipelineOption pipeline;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Show at most so many (default: ${DEFAULT-VALUE}).")
  int limit = 20;

  QuarantineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A record that was kept apart. */
  private record Apart(String file, long record, String why, String text) {
    Json json() {
      return Json.members()
          .put("file", file)
          .put("record", record)
          .put("why", why)
          .put("text", text)
          .build();
    }
  }

  @Override
  public Integer call() {
    Path file = pipeline.file.toAbsolutePath().normalize();
    PipelineConfig config = PipelineRun.read(file);
    try (OpenHome home = OpenHome.existing(common.home(file.resolveSibling("")))) {
      LoadedRun run = last(home, config, file);
      show(run, home.store().blobs());
    }
    return 0;
  }

  /** The newest run of the pipeline that landed something. */
  private static LoadedRun last(OpenHome home, PipelineConfig config, Path file) {
    List<RunSummary> runs =
        home.store()
            .stores()
            .runQueries()
            .list(Users.PROJECT, RunPage.newest(50).of(config.name()));
    for (RunSummary run : runs) {
      LoadedRun loaded = home.store().stores().runQueries().load(Users.PROJECT, run.run());
      if (result(loaded, Stages.LAND).isPresent()) {
        return loaded;
      }
    }
    throw Problem.of(ErrorCode.RUN_UNKNOWN, "no run of this pipeline has read data yet")
        .found(config.name().value())
        .next("Run it: millrace run " + file)
        .asException();
  }

  private static Optional<Json> result(LoadedRun run, StageName stage) {
    return run.stages().stream()
        .filter(record -> record.commit().stage().equals(stage))
        .map(record -> record.commit().result().value())
        .findFirst();
  }

  private void show(LoadedRun run, BlobStore blobs) {
    List<SourceObject> objects =
        new PinnedSourceForm().fromJson(result(run, Stages.DISCOVER).orElseThrow()).objects();
    Landed landed = new LandedForm().fromJson(result(run, Stages.LAND).orElseThrow());
    Optional<Validation> validation =
        result(run, Stages.VALIDATE).map(new ValidationForm()::fromJson);
    List<Apart> records = new ArrayList<>();
    landed
        .quarantine()
        .ifPresent(blob -> read(blobs, blob, records, line -> rejected(objects, line)));
    validation
        .flatMap(Validation::quarantine)
        .ifPresent(blob -> read(blobs, blob, records, line -> broken(objects, line)));
    long total =
        landed.ledger().rejectedRows() + validation.map(Validation::quarantined).orElse(0L);
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("total", total)
                      .put("records", records.stream().map(Apart::json).toList())
                      .build()));
      return;
    }
    TextTable table = new TextTable(List.of("file", "record", "why", "text"));
    for (Apart record : records) {
      table.add(
          List.of(
              record.file(), Long.toString(record.record()), record.why(), brief(record.text())));
    }
    if (records.isEmpty()) {
      terminal.out().println("no record is in quarantine");
    } else {
      terminal.out().print(table);
    }
    if (total > records.size()) {
      terminal
          .out()
          .println(String.format(Locale.ROOT, "and %,d more: see --limit", total - records.size()));
    }
  }

  /** Turns a line into what is shown. */
  private interface Reading {
    Apart of(JsonObject line);
  }

  private void read(BlobStore blobs, Digest blob, List<Apart> records, Reading reading) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(blobs.open(blob), StandardCharsets.UTF_8))) {
      while (records.size() < limit) {
        String line = lines.readLine();
        if (line == null) {
          return;
        }
        records.add(
            reading.of(JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))));
      }
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.STORE_FAILED, "the quarantine cannot be read")
              .at(blob.hex())
              .found(FileFault.words(e)),
          e);
    }
  }

  private static Apart rejected(List<SourceObject> objects, JsonObject line) {
    String column = line.text("column");
    return new Apart(
        objects.get(line.integer("source")).location(),
        line.whole("ordinal") + 1,
        line.text("reason") + (column.isEmpty() ? "" : " in " + column),
        line.text("raw"));
  }

  private static Apart broken(List<SourceObject> objects, JsonObject line) {
    String object = line.text("object");
    String why =
        String.join(
            ", ",
            line.items("broke").stream().map(item -> JsonObject.of(item).text("rule")).toList());
    return new Apart(
        objects.stream()
            .filter(one -> one.digest().hex().equals(object))
            .findFirst()
            .map(SourceObject::location)
            .orElse(object),
        line.whole("ordinal") + 1,
        why,
        CanonicalJson.text(line.value("cells")));
  }

  /** One short line on a terminal, whatever the bytes were. */
  private static String brief(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < 100; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '\ufffd' : c);
    }
    return out.length() < text.length() ? out + "…" : out.toString();
  }
}
