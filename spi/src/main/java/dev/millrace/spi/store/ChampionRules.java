package dev.millrace.spi.store;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ModelName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a history of choices means. Promotions stack up; a roll-back takes from the stack down to
 * the version it names, so that rolling back twice goes back twice.
 */
public final class ChampionRules {
  private ChampionRules() {}

  /** The version chosen now; {@code history} is oldest first. */
  public static OptionalInt current(List<ChampionChoice> history) {
    return history.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(history.get(history.size() - 1).version());
  }

  /** The choice that stood at an instant, that instant's own choices included. */
  public static Optional<ChampionChoice> at(List<ChampionChoice> history, Instant when) {
    ChampionChoice found = null;
    for (ChampionChoice choice : history) {
      if (!choice.at().isAfter(when)) {
        found = choice;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The version a roll-back leads to: CONFLICT when there is none before the current one. */
  public static int previous(ModelName model, List<ChampionChoice> history) {
    Deque<Integer> stack = new ArrayDeque<>();
    for (ChampionChoice choice : history) {
      if (choice.kind() == ChampionChoice.Kind.ROLL_BACK && stack.contains(choice.version())) {
        while (stack.getLast() != choice.version()) {
          stack.removeLast();
        }
      } else {
        stack.addLast(choice.version());
      }
    }
    if (stack.size() < 2) {
      throw Problem.of(ErrorCode.CONFLICT, "model " + model + " has no version to roll back to")
          .found(stack.isEmpty() ? "none chosen" : "only version " + stack.getLast())
          .next("Choose a version by its number")
          .asException();
    }
    stack.removeLast();
    return stack.getLast();
  }

  /** Refuses a request made in the belief that another version is chosen: CONFLICT. */
  public static void requireExpected(
      ModelName model, OptionalInt expected, List<ChampionChoice> history) {
    OptionalInt current = current(history);
    if (!current.equals(expected)) {
      throw Problem.of(
              ErrorCode.CONFLICT, "the chosen version of model " + model + " has changed meanwhile")
          .found(text(current))
          .allowed(text(expected))
          .next("Look at the model again, then decide")
          .asException();
    }
  }

  private static String text(OptionalInt version) {
    return version.isPresent() ? "version " + version.getAsInt() : "none chosen";
  }
}
