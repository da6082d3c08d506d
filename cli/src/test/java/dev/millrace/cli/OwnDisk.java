package dev.millrace.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small disk that only the commands of one script see: a file system in memory, mounted in a
 * namespace of its own, so that nothing is left behind and no right of the machine is needed.
 */
final class OwnDisk {
  private static final String END = "-- end ";

  private final Path at;
  private final List<String> script = new ArrayList<>();

  private OwnDisk(Path at) {
    this.at = at;
  }

  /** A disk of so many kibibytes in the place of the folder. */
  static OwnDisk of(Path at, int kib) throws IOException {
    OwnDisk disk = new OwnDisk(Files.createDirectories(at));
    disk.script.add("set -e; mount -t tmpfs -o size=" + kib + "k tmpfs " + quoted(at.toString()));
    disk.script.add("set +e");
    return disk;
  }

  /** Whether this machine lets its users mount what only they see. */
  static boolean isPossible(Path folder) throws IOException, InterruptedException {
    Path probe = Files.createDirectories(folder.resolve("probe"));
    return run(List.of("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", probe.toString()))
            .exitCode()
        == 0;
  }

  OwnDisk resize(int kib) {
    return remount("rw,size=" + kib + "k");
  }

  OwnDisk makeReadOnly() {
    return remount("ro");
  }

  OwnDisk makeWritable() {
    return remount("rw");
  }

  private OwnDisk remount(String how) {
    script.add("mount -o remount," + how + " " + quoted(at.toString()) + " || exit 99");
    return this;
  }

  /** One more command of the program. */
  OwnDisk millrace(String... arguments) {
    List<String> command =
        OwnProcess.command(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), arguments);
    script.add(command.stream().map(OwnDisk::quoted).collect(Collectors.joining(" ")) + " 2>&1");
    script.add("echo '" + END + "'$?");
    return this;
  }

  /** Does all of it, and tells how each command of the program ended. */
  List<SmallRun.Ended> play() throws IOException, InterruptedException {
    SmallRun.Ended all =
        run(List.of("unshare", "-rm", "sh", "-c", String.join("\n", script) + "\nexit 0"));
    if (all.exitCode() != 0) {
      throw new IOException("the disk could not be mounted: " + all.text());
    }
    List<SmallRun.Ended> ended = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : all.lines()) {
      if (line.startsWith(END)) {
        ended.add(
            new SmallRun.Ended(Integer.parseInt(line.substring(END.length())), List.copyOf(lines)));
        lines.clear();
      } else {
        lines.add(line);
      }
    }
    return ended;
  }

  private static SmallRun.Ended run(List<String> command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new SmallRun.Ended(process.waitFor(), text.lines().toList());
    } catch (IOException e) {
      return new SmallRun.Ended(127, List.of(String.valueOf(e.getMessage())));
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
