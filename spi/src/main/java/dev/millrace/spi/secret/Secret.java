package dev.millrace.spi.secret;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A value that must not be shown. It prints as its name only, has no accessor, and is compared by
 * name; the value leaves it only through {@link #use}.
 */
public final class Secret {
  private final SecretName name;
  private final String value;

  public Secret(SecretName name, String value) {
    this.name = Objects.requireNonNull(name);
    this.value = Objects.requireNonNull(value);
  }

  /** Name under which the secret is granted; safe to log and to fingerprint. */
  public SecretName name() {
    return name;
  }

  /**
   * Hands the value to the one place that needs it. A failure there that tells the value, as those
   * of parsers do, is replaced by SECRET_UNUSABLE, which does not.
   */
  public <T> T use(Function<String, T> action) {
    try {
      return action.apply(value);
    } catch (RuntimeException e) {
      if (tells(e)) {
        throw Problem.of(ErrorCode.SECRET_UNUSABLE, "the secret could not be used as it is")
            .at(toString())
            .next("Check its value: what was wrong is not shown, because it names the value.")
            .asException();
      }
      throw e;
    }
  }

  /** True when the failure, or what led to it, has the value in its words. */
  private boolean tells(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> left = new ArrayDeque<>();
    left.add(failure);
    while (!left.isEmpty()) {
      Throwable each = left.remove();
      if (seen.add(each)) {
        if (each.toString().contains(value)) {
          return true;
        }
        if (each.getCause() != null) {
          left.add(each.getCause());
        }
        left.addAll(Arrays.asList(each.getSuppressed()));
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "secret(" + name + ")";
  }
}
