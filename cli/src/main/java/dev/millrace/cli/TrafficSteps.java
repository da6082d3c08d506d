package dev.millrace.cli;

import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.release.ReleaseSettings;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a version gets its traffic, as given on the command line. */
final class TrafficSteps {
  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "PERCENT",
      description = "Growing shares of the traffic; the last is 100.")
  double @Nullable [] steps;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "A file with the keys of a pipeline's 'release' that say how: strategy, steps, bake,"
              + " shadow, ab-test, standby and so on.")
  @Nullable Path plan;

  /** At once when nothing is given. */
  ReleaseStrategy strategy() {
    if (plan == null) {
      return strategy(steps);
    }
    if (steps != null) {
      throw Problem.of(ErrorCode.USAGE, "the plan has the steps")
          .at("--steps")
          .next("Leave --steps out, or write the steps into the plan.")
          .asException();
    }
    return read(plan);
  }

  private static ReleaseStrategy read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the plan of the release cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
    Problems problems = new Problems();
    ReleaseSettings settings;
    try (Section top = Section.top(YamlReader.read(file.toString(), text), problems)) {
      settings = ReleaseSettings.read(top);
      if (settings.mode() == ReleaseSettings.Mode.BY_HAND
          || top.keys().stream()
              .anyMatch(
                  key ->
                      key.equals("environment")
                          || key.equals("approval")
                          || key.equals("committed")
                          || key.equals("except-in")
                          || key.equals("new-inputs"))) {
        problems.add(
            Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "a plan says how, and nothing else")
                .at(file.toString())
                .allowed("strategy (but by-hand), steps, bake, shadow, ab-test, standby, limits"));
      }
    }
    problems.throwIfAny();
    return settings.strategy();
  }

  private static ReleaseStrategy strategy(double @Nullable [] steps) {
    ReleaseStrategy usual = ReleaseStrategy.IMMEDIATE;
    if (steps == null) {
      return usual;
    }
    try {
      return usual.through(
          Arrays.stream(steps).mapToObj(step -> (int) Math.round(step * 100)).toList());
    } catch (IllegalArgumentException e) {
      throw Problem.of(ErrorCode.USAGE, "these are not growing shares that end with 100")
          .at("--steps")
          .found(Arrays.toString(steps))
          .allowed("such as 5,25,100")
          .asException();
    }
  }
}
