package dev.millrace.core.release;

import dev.millrace.error.MillraceException;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseRoutes;
import java.util.Objects;
import java.util.Optional;

/** What the rules say to an event. */
public sealed interface ReleaseVerdict {
  /** Nothing changes. */
  record Stays(String why) implements ReleaseVerdict {}

  /** The event is refused. */
  record Refused(MillraceException why) implements ReleaseVerdict {}

  /**
   * The state changes.
   *
   * @param inForce routes that are in force from then on
   */
  record Moved(ReleaseState state, String why, Optional<InForce> inForce)
      implements ReleaseVerdict {
    public Moved {
      Objects.requireNonNull(state);
      Objects.requireNonNull(why);
      Objects.requireNonNull(inForce);
    }
  }

  /**
   * Routes with the reason for them.
   *
   * @param champion how the chosen version changes, if it does: to what is live
   */
  record InForce(
      ReleaseChange change, ReleaseRoutes routes, Optional<ChampionChoice.Kind> champion) {}
}
