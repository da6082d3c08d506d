package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Native code runs on platform threads whose number is bounded. That DuckDB and SQLite are called
 * on their own few threads is shown by tests of those modules.
 */
final class NativeThreadsTest {
  private static final List<String> MODULES =
      List.of("scoring", "spi", "core", "duckdb", "store", "learners");

  /** Virtual threads, and pools that grow with what is asked. */
  private static final Set<String> UNBOUNDED =
      Set.of(
          "ofVirtual",
          "startVirtualThread",
          "newVirtualThreadPerTaskExecutor",
          "newThreadPerTaskExecutor",
          "newCachedThreadPool",
          "newWorkStealingPool");

  private final Program program = Program.current();

  @Test
  void poolsOfPlatformThreadsAreBounded() {
    assertThat(
            program.of(MODULES).stream()
                .flatMap(NativeThreadsTest::accesses)
                .filter(call -> UNBOUNDED.contains(call.getTarget().getName()))
                .filter(call -> call.getTargetOwner().getName().startsWith("java."))
                .map(JavaCodeUnitAccess::getDescription))
        .isEmpty();
  }

  @Test
  void learnersTrainInTheChildProcessOnly() {
    assertThat(
            program.shipped().stream()
                .flatMap(NativeThreadsTest::accesses)
                .filter(call -> call.getTargetOwner().getSimpleName().equals("TrainWork"))
                .map(call -> call.getOriginOwner().getName().replaceAll("\\$.*", ""))
                .distinct())
        .containsOnly("dev.millrace.cli.TrainProcess", "dev.millrace.core.train.TrainWork");
    assertThat(
            program.of(List.of("core", "cli")).stream()
                .flatMap(NativeThreadsTest::accesses)
                .filter(call -> call.getTarget().getName().equals("fit"))
                .filter(
                    call ->
                        call.getTargetOwner().getName().equals("dev.millrace.spi.learn.Learner"))
                .map(call -> call.getOriginOwner().getName().replaceAll("\\$.*", ""))
                .distinct())
        .as("training, and the rehearsal for the launcher, which is a process of its own too")
        .containsOnly("dev.millrace.core.train.TrainWork", "dev.millrace.cli.Rehearsal");
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass type) {
    return Stream.concat(
        type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream());
  }
}
