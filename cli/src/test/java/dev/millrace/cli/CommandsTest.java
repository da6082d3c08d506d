package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandsTest {
  @Test
  void everyCommandStandsUnderItsOwnName() {
    Commands.ALL.forEach(
        (name, type) -> assertThat(type.getAnnotation(Command.class).name()).isEqualTo(name));
  }

  @Test
  void aLineThatNamesOneGetsThatOneAndAnyOtherLineAll() {
    assertThat(read("run", "--help").getSubcommands()).containsOnlyKeys("run");
    for (String line : new String[] {"--help", "completion", "rn"}) {
      assertThat(read(line).getSubcommands().keySet()).isEqualTo(Commands.ALL.keySet());
    }
    assertThat(read().getSubcommands()).hasSameSizeAs(Commands.ALL);
  }

  private static CommandLine read(String... arguments) {
    CommandLine program = new CommandLine(new Main(), new CommandFactory(Terminal.ofProcess()));
    Commands.addTo(program, arguments);
    return program;
  }
}
