package dev.millrace.cli;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.train.JobLauncher;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Starts this program again, with the same Java and class path, as a process for one job. */
final class ProcessLauncher implements JobLauncher {
  /** System property by which the launcher script says where its cache of loaded classes is. */
  private static final String CACHE = "millrace.cache";

  private final Home home;
  private final Policy policy;
  private final String task;

  /** Starts training processes. */
  ProcessLauncher(Home home, Policy policy) {
    this(home, policy, TrainProcess.COMMAND);
  }

  /** Starts processes that run this command. */
  ProcessLauncher(Home home, Policy policy, String command) {
    this.home = home;
    this.policy = policy;
    this.task = command;
  }

  /** The cache of loaded classes this process was started with; without one it starts slower. */
  private static List<String> cache() {
    String cache = System.getProperty(CACHE);
    return cache == null
        ? List.of()
        : List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off");
  }

  @Override
  public Process launch(Path job, Path log) throws IOException {
    Path temporary = Files.createDirectories(job.resolveSibling("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + temporary);
    // The engine's library is unpacked there already; in the job's folder it would be once more.
    command.add(
        "-Dmillrace.natives="
            + System.getProperty("millrace.natives", System.getProperty("java.io.tmpdir")));
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dmillrace.home=" + home.folder());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(ShortLife.options(Runtime.getRuntime().availableProcessors()));
    if (task.equals(TrainProcess.COMMAND)) {
      HomeConfig.of(home)
          .trainingMemory()
          .ifPresent(bytes -> command.add("-Xmx" + (bytes >> 10) + "k"));
    }
    command.addAll(ProcessKill.childOptions());
    // Standard output carries messages; what the JVM itself has to say goes to the log.
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("-Xlog:disable");
    command.add("-Xlog:all=warning:stderr");
    command.addAll(cache());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.add(task);
    command.add(job.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    // A job opens the blobs and uses no other secret: what may hold one stays in this process.
    Set<SecretName> blobs = HomeConfig.of(home).blobSecrets();
    policy.environment().stream()
        .filter(name -> !blobs.contains(name))
        .forEach(name -> builder.environment().remove(name.value()));
    builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000");
    return builder.start();
  }
}
