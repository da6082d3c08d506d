package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Time, chance, threads and places are passed in; what depends on the machine is not asked for. */
final class ForbiddenCallsTest {
  /**
   * Modules that wire the program: they read the clock and the environment once and pass them on.
   */
  private static final Set<String> EDGE = Set.of("cli", "bench");

  private final Program program = Program.current();

  @Test
  void shippedCodeAsksForNothingHidden() {
    List<String> violations = new ArrayList<>();
    for (String module : program.modules()) {
      for (JavaClass type : program.of(module)) {
        accesses(type)
            .filter(
                call ->
                    ForbiddenCalls.EVERYWHERE.forbid(call)
                        || (!EDGE.contains(module) && ForbiddenCalls.OUTSIDE_THE_EDGE.forbid(call)))
            .forEach(call -> violations.add(call.getDescription()));
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void nothingThatShipsReadsSerializedObjects() {
    assertThat(
            program.shipped().stream()
                .flatMap(ForbiddenCallsTest::accesses)
                .filter(ForbiddenCalls.IN_WHAT_SHIPS::forbid)
                .map(JavaCodeUnitAccess::getDescription))
        .isEmpty();
  }

  /** A collector's text is for developers: it stands in assertions, never in a message. */
  @Test
  void noMessageNamesAClass() {
    assertThat(
            program.shipped().stream()
                .filter(type -> !type.getSimpleName().equals("ColumnCollector"))
                .flatMap(ForbiddenCallsTest::accesses)
                .filter(ForbiddenCalls.NAMES_OF_CLASSES::forbid)
                .map(JavaCodeUnitAccess::getDescription))
        .isEmpty();
  }

  @Test
  void onlyTheEdgePrints() {
    assertThat(
            program.of(program.modules().stream().filter(m -> !EDGE.contains(m)).toList()).stream()
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
                .map(JavaFieldAccess::getDescription))
        .isEmpty();
  }

  @Test
  void arithmeticThatEndsInAModelIsTheSameEverywhere() {
    assertThat(
            program.of(List.of("scoring", "spi", "core")).stream()
                .flatMap(ForbiddenCallsTest::accesses)
                .filter(ForbiddenCalls.MACHINE_DEPENDENT_MATH::forbid)
                .map(JavaCodeUnitAccess::getDescription))
        .as("StrictMath instead of Math; no fused multiply-add")
        .isEmpty();
  }

  @Test
  void testsAreRepeatable() {
    Collection<JavaClass> tests =
        Stream.concat(program.tests().stream(), program.of("testkit").stream()).toList();
    assertThat(
            tests.stream()
                .flatMap(ForbiddenCallsTest::accesses)
                .filter(ForbiddenCalls.IN_TESTS::forbid)
                .map(JavaCodeUnitAccess::getDescription))
        .as("no sleeps, no chance without a seed")
        .isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    assertThat(
            program.tests().stream()
                .flatMap(type -> Stream.concat(Stream.of(type), type.getMethods().stream()))
                .filter(
                    element ->
                        element.getAnnotations().stream()
                            .anyMatch(
                                a ->
                                    a.getRawType()
                                        .getName()
                                        .startsWith("org.junit.jupiter.api.Disabled")))
                .map(Object::toString))
        .isEmpty();
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass type) {
    return Stream.concat(
        type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream());
  }
}
