package dev.millrace.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How the JVM of a run, or of a job of one, compiles: later and less deeply than by default. Such a
 * process lives for seconds up to minutes and spends much of its time in native code; by default a
 * quarter of what it costs beside that is compiling (decision 0057, with the measurements). The
 * launcher has the same options for {@code millrace run}.
 */
final class ShortLife {
  static final List<String> OPTIONS =
      List.of(
          // A JVM without these starts all the same.
          "-XX:+IgnoreUnrecognizedVMOptions",
          // What the cache knows of an earlier run would have it compile deeply what runs briefly.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining",
          "-XX:MaxInlineLevel=9",
          "-XX:InlineSmallCode=1200",
          "-XX:FreqInlineSize=200",
          "-XX:Tier3InvocationThreshold=2000",
          "-XX:Tier3MinInvocationThreshold=1000",
          "-XX:Tier3CompileThreshold=15000",
          "-XX:Tier4InvocationThreshold=15000",
          "-XX:Tier4MinInvocationThreshold=1800",
          "-XX:Tier4CompileThreshold=45000",
          "-XX:Tier4BackEdgeThreshold=120000");

  /** Up to so many processors a collector's threads and bookkeeping cost more than they save. */
  private static final int FEW = 4;

  private ShortLife() {}

  /** How a job on so many processors compiles and collects; the launcher has the same for runs. */
  static List<String> options(int processors) {
    List<String> options = new ArrayList<>(OPTIONS);
    if (processors <= FEW) {
      options.add("-XX:+UseSerialGC");
    }
    return options;
  }
}
