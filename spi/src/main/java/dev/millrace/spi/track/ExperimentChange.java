package dev.millrace.spi.track;

import java.util.Objects;

/** A change of an experiment. */
public sealed interface ExperimentChange {
  /** Gives it another name, which no other has: CONFLICT. */
  record Rename(String name) implements ExperimentChange {
    public Rename {
      NoteLimits.text("the name of an experiment", name, 1, NoteLimits.TITLE_BYTES);
    }
  }

  /** Sets it aside with all its runs. */
  record Delete() implements ExperimentChange {}

  /** Takes it back with all its runs. */
  record Restore() implements ExperimentChange {}

  /** Says a tag, in place of one of its name. */
  record SetTag(Tag tag) implements ExperimentChange {
    public SetTag {
      Objects.requireNonNull(tag);
    }
  }

  /** Takes a tag away that is there. */
  record RemoveTag(String name) implements ExperimentChange {
    public RemoveTag {
      NoteLimits.name("tag", name);
    }
  }
}
