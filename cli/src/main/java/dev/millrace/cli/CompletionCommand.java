package dev.millrace.cli;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace completion}: a script by which bash and zsh complete commands. */
@Command(
    name = CompletionCommand.NAME,
    mixinStandardHelpOptions = true,
    description = "Print a completion script for bash and zsh.",
    footer = {"", "Example:", "  source <(millrace completion)"})
final class CompletionCommand implements Callable<Integer> {
  static final String NAME = "completion";

  @Spec CommandSpec spec;

  private final Terminal terminal;

  @Option(names = "--json", description = "Write one JSON document with the script in it.")
  boolean json;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String script = AutoComplete.bash("millrace", root);
    if (json) {
      terminal.out().println(CanonicalJson.text(Json.members().put("script", script).build()));
    } else {
      terminal.out().print(script);
    }
    return 0;
  }
}
