package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages form layers: no two of them need each other, directly or around a corner. */
final class CyclesTest {
  @Test
  void packagesDoNotFormCycles() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type : Program.current().all()) {
      Set<String> targets = uses.computeIfAbsent(type.getPackageName(), any -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(d -> d.getTargetClass().getBaseComponentType().getPackageName())
          .filter(name -> name.startsWith("dev.millrace.") && !name.equals(type.getPackageName()))
          .forEach(targets::add);
    }
    List<String> cycles = new ArrayList<>();
    uses.forEach(
        (from, targets) -> {
          for (String to : targets) {
            if (reaches(uses, to, from) && from.compareTo(to) < 0) {
              cycles.add(from + " <-> " + to);
            }
          }
        });
    assertThat(cycles).isEmpty();
  }

  private static boolean reaches(Map<String, Set<String>> uses, String from, String goal) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String here = open.pop();
      if (here.equals(goal)) {
        return true;
      }
      for (String next : uses.getOrDefault(here, Set.of())) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    return false;
  }
}
