package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What short commands take from the shell's call to their end: the version, what is in the
 * registry, and a second run that reuses every stage. Arguments: a folder for scratch data, how
 * many turns, and the launcher script {@code millrace} of a built checkout.
 */
public final class StartUp {
  private static final int ROWS = 20_000;

  private StartUp() {}

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    String launcher = arguments[2];
    String pipeline = MillionRows.in(folder, ROWS).toString();
    String home = folder.resolve("home").toString();
    Path log = folder.resolve("command.log");
    List<String> run = List.of(launcher, "run", pipeline, "--home", home);
    Spent.byProcess(run, log);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("--version", List.of(launcher, "--version"));
    commands.put("models list", List.of(launcher, "models", "list", "--home", home));
    commands.put("runs", List.of(launcher, "runs", "--home", home));
    commands.put("run again", run);
    Map<String, List<Spent>> spent = new LinkedHashMap<>();
    for (int turn = 0; turn < Integer.parseInt(arguments[1]); turn++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        spent
            .computeIfAbsent(command.getKey(), name -> new ArrayList<>())
            .add(Spent.byProcess(command.getValue(), log));
      }
    }
    if (Files.readString(log).contains(" made ")) {
      throw new IllegalStateException("the last run made a stage again, see " + log);
    }
    spent.forEach(StartUp::print);
  }

  private static void print(String command, List<Spent> all) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %6.2f s processor %6.2f s wall (medians of %d), %.2f s wall at best%n",
        command,
        Spent.median(all.stream().mapToDouble(Spent::processor)),
        Spent.median(all.stream().mapToDouble(Spent::wall)),
        all.size(),
        all.stream().mapToDouble(Spent::wall).min().orElseThrow());
  }
}
