package dev.millrace.spi.track;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A change of a tracked run itself, and not of what is noted of it. */
public sealed interface RunChange {
  /**
   * What is present takes the place of what is there.
   *
   * @param ended milliseconds since 1970
   * @param name 1 to 500 bytes
   */
  record Update(Optional<TrackedStatus> status, OptionalLong ended, Optional<String> name)
      implements RunChange {
    /** VALUE_INVALID. */
    public Update {
      Objects.requireNonNull(status);
      Objects.requireNonNull(ended);
      name.ifPresent(text -> NoteLimits.text("the name of a run", text, 1, NoteLimits.TITLE_BYTES));
    }
  }

  /** Sets it aside: it is found only when asked for, and takes nothing new. */
  record Delete() implements RunChange {}

  /** Takes it back. */
  record Restore() implements RunChange {}

  /** Takes a tag away that is there. */
  record RemoveTag(String name) implements RunChange {
    public RemoveTag {
      NoteLimits.name("tag", name);
    }
  }
}
