package dev.millrace.cli;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.release.ReleaseSettings;
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.RunOutcome;
import dev.millrace.core.trigger.TrainingRun;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.store.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A run of a pipeline in a process of its own: {@code millrace run FILE --json}, started with this
 * process's Java and class path. It ends when this process does, since its standard input ends
 * then.
 */
final class PipelineProcess implements TrainingRun {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final Path said;
  private final RunOutcome withoutRelease;

  private PipelineProcess(Process process, Path said, RunOutcome withoutRelease) {
    this.process = process;
    this.said = said;
    this.withoutRelease = withoutRelease;
  }

  /** Starts a run that a trigger decided for. */
  static PipelineProcess start(Home home, Policy policy, ServedPipeline pipeline, Attempt attempt) {
    try {
      Path folder = Files.createDirectories(home.log().resolve("triggered"));
      String name = pipeline.config().name() + "-" + attempt.number();
      Path said = folder.resolve(name + ".json");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("-Dstdout.encoding=UTF-8");
      command.add("-Dstderr.encoding=UTF-8");
      command.add("-XX:+DisplayVMOutputToStderr");
      command.add("-XX:+UseSerialGC");
      command.addAll(ShortLife.OPTIONS);
      command.addAll(ProcessKill.childOptions());
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(Main.class.getName());
      command.addAll(
          List.of(
              "run",
              pipeline.file().toString(),
              "--home",
              home.folder().toString(),
              "--json",
              RunCommand.UNTIL_INPUT_ENDS,
              "--reason",
              "trigger " + attempt.number() + ": " + attempt.reason()));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(said.toFile())
              .redirectError(folder.resolve(name + ".log").toFile());
      withheld(policy, HomeConfig.of(home))
          .forEach(secret -> builder.environment().remove(secret.value()));
      builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000");
      return new PipelineProcess(
          builder.start(),
          said,
          pipeline.config().release().mode() == ReleaseSettings.Mode.BY_HAND
              ? RunOutcome.DONE
              : RunOutcome.SAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The granted variables a run does not get: it opens the stores itself and needs no other. */
  static List<SecretName> withheld(Policy policy, HomeConfig config) {
    return policy.environment().stream().filter(name -> !config.secrets().contains(name)).toList();
  }

  @Override
  public Optional<Ended> poll() {
    if (process.isAlive()) {
      return Optional.empty();
    }
    int code = process.exitValue();
    Optional<JsonObject> answer = answer();
    if (answer.isEmpty()) {
      return Optional.of(new Ended(Optional.empty(), "its process ended with " + code));
    }
    RunOutcome outcome = RunOutcome.of(code);
    if (outcome == RunOutcome.DONE && answer.get().find("release").isEmpty()) {
      outcome = withoutRelease;
    }
    return Optional.of(new Ended(Optional.of(outcome), words(answer.get())));
  }

  /** What the run said at its end; nothing when it was killed. */
  private Optional<JsonObject> answer() {
    try {
      byte[] bytes = Files.readAllBytes(said);
      return bytes.length == 0
          ? Optional.empty()
          : Optional.of(JsonObject.of(JsonReader.read(bytes)));
    } catch (IOException | JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String words(JsonObject answer) {
    if (answer.find("problems").isPresent()) {
      List<Json> problems = answer.items("problems");
      return problems.isEmpty() ? "" : JsonObject.of(problems.getFirst()).text("what");
    }
    if (answer.find("model").isPresent()) {
      JsonObject model = answer.object("model");
      return model.text("name") + " version " + model.whole("version");
    }
    return "";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
