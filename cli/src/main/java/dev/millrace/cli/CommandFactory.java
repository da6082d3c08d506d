package dev.millrace.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands with the terminal they speak to. */
final class CommandFactory implements IFactory {
  private final Terminal terminal;

  CommandFactory(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Terminal.class) {
        return type.cast(constructor.newInstance(terminal));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }

  /** Whether the failing command was asked for JSON. */
  static OutputForm form(CommandLine command) {
    Map<String, CommandLine.Model.OptionSpec> options = command.getCommandSpec().optionsMap();
    CommandLine.Model.OptionSpec json = options.get("--json");
    return json != null && Boolean.TRUE.equals(json.getValue()) ? OutputForm.JSON : OutputForm.TEXT;
  }
}
