package dev.millrace.spi.store;

import java.util.Objects;

/**
 * A wish to set or remove a label.
 *
 * @param label with its value; when it is removed, the value does not count, and neither does the
 *     version of an alias
 */
public record LabelChange(Action action, ModelLabel label) {
  /** What is to be done. */
  public enum Action {
    /** Puts it in the place of one of the same kind and name. */
    SET,
    REMOVE
  }

  public LabelChange {
    Objects.requireNonNull(action);
    Objects.requireNonNull(label);
  }

  /** True for the label that this one takes the place of. */
  public boolean replaces(ModelLabel other) {
    return label.kind() == other.kind()
        && label.name().equals(other.name())
        && (label.kind() == ModelLabel.Kind.ALIAS || label.version() == other.version());
  }
}
