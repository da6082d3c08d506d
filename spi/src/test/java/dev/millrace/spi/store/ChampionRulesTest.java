package dev.millrace.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rolling back undoes promotions, last first. */
class ChampionRulesTest {
  private static final ModelName MODEL = new ModelName("tips");
  private static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void rollingBackUndoesThePromotionsOfAStack() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      List<ChampionChoice> history = new ArrayList<>();
      Deque<Integer> undo = new ArrayDeque<>();
      for (int step = 1; step <= 30; step++) {
        if (undo.size() < 2 || random.nextInt(3) > 0) {
          history.add(choice(history, step, ChampionChoice.Kind.PROMOTE));
          undo.addLast(step);
        } else {
          undo.removeLast();
          int back = ChampionRules.previous(MODEL, history);
          assertThat(back).isEqualTo(undo.getLast());
          history.add(choice(history, back, ChampionChoice.Kind.ROLL_BACK));
        }
        assertThat(ChampionRules.current(history)).hasValue(undo.getLast());
      }
    }
  }

  @Test
  void aVersionPromotedTwiceIsUndoneOnceEach() {
    List<ChampionChoice> history = new ArrayList<>();
    for (int version : new int[] {1, 2, 1}) {
      history.add(choice(history, version, ChampionChoice.Kind.PROMOTE));
    }
    assertThat(ChampionRules.previous(MODEL, history)).isEqualTo(2);
    history.add(choice(history, 2, ChampionChoice.Kind.ROLL_BACK));
    assertThat(ChampionRules.previous(MODEL, history)).isEqualTo(1);
    history.add(choice(history, 1, ChampionChoice.Kind.ROLL_BACK));
    assertThatThrownBy(() -> ChampionRules.previous(MODEL, history))
        .isInstanceOf(MillraceException.class);
  }

  private static ChampionChoice choice(
      List<ChampionChoice> history, int version, ChampionChoice.Kind kind) {
    return new ChampionChoice(
        MODEL, history.size() + 1, version, kind, ANN, "why", NOON.plusSeconds(history.size()));
  }
}
