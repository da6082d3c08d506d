package dev.millrace.server.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Whether this server should be sent requests, and if not, why. Checks must not block. */
public final class Readiness {
  private final List<Check> checks = new CopyOnWriteArrayList<>();

  /** Something that must hold; it gives the reason when it does not. */
  private record Check(String name, Supplier<Optional<String>> reason) {
    private Check {
      Objects.requireNonNull(name);
      Objects.requireNonNull(reason);
    }
  }

  /** Adds a check that gives the reason for not being ready, or nothing. */
  public void require(String name, Supplier<Optional<String>> reason) {
    checks.add(new Check(name, reason));
  }

  /** Why not to send requests here; empty when ready. */
  public List<String> reasons() {
    return checks.stream()
        .flatMap(check -> check.reason().get().map(why -> check.name() + ": " + why).stream())
        .toList();
  }
}
