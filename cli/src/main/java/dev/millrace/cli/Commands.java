package dev.millrace.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * The program's commands by their names. What a command takes is found by reflection, which for all
 * of them costs half a second of processor time: of a line that names one, only that one is read.
 */
final class Commands {
  /** In the order of the help. */
  static final Map<String, Class<?>> ALL = all();

  private Commands() {}

  private static Map<String, Class<?>> all() {
    Map<String, Class<?>> all = new LinkedHashMap<>();
    all.put("init", InitCommand.class);
    all.put("up", UpCommand.class);
    all.put("run", RunCommand.class);
    all.put("serve", ServeCommand.class);
    all.put("demo", DemoCommand.class);
    all.put("predict", PredictCommand.class);
    all.put("models", ModelsCommand.class);
    all.put("releases", ReleasesCommand.class);
    all.put("monitor", MonitorCommand.class);
    all.put("triggers", TriggersCommand.class);
    all.put("simulate", SimulateCommand.class);
    all.put("runs", RunsCommand.class);
    all.put("audit", AuditCommand.class);
    all.put("lineage", LineageCommand.class);
    all.put("gc", GcCommand.class);
    all.put("hold", HoldCommand.class);
    all.put("erase", EraseCommand.class);
    all.put("data", DataCommand.class);
    all.put("schema", SchemaCommand.class);
    all.put("config", ConfigCommand.class);
    all.put("backup", BackupCommand.class);
    all.put("restore", RestoreCommand.class);
    all.put("store", StoreCommand.class);
    all.put("doctor", DoctorCommand.class);
    all.put(CompletionCommand.NAME, CompletionCommand.class);
    return Collections.unmodifiableMap(all);
  }

  /** Adds the commands that the arguments may mean. */
  static void addTo(CommandLine program, String[] arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    Class<?> named = ALL.get(first);
    if (named != null && !first.equals(CompletionCommand.NAME)) {
      program.addSubcommand(first, named);
    } else {
      ALL.forEach(program::addSubcommand);
    }
  }
}
