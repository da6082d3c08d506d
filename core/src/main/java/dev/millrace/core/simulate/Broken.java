package dev.millrace.core.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What should hold and did not. */
final class Broken {
  private static final int MOST = 20;

  private final List<String> found = new ArrayList<>();

  /** Notes it unless it holds. */
  void unless(BooleanSupplier holds, String what) {
    if (!holds.getAsBoolean()) {
      note(what);
    }
  }

  void note(String what) {
    if (found.size() < MOST) {
      found.add(what);
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
