package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which module may use which module, and which vendor's types may be seen where. */
final class BoundariesTest {
  private final Program program = Program.current();

  /** Adapters see spi and scoring, never core and never each other; only cli sees all. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "scoring", Set.of(),
          "spi", Set.of("scoring"),
          "core", Set.of("scoring", "spi"),
          "sources", Set.of("scoring", "spi"),
          "duckdb", Set.of("scoring", "spi"),
          "spark", Set.of("scoring", "spi"),
          "learners", Set.of("scoring", "spi"),
          "store", Set.of("scoring", "spi"),
          "server", Set.of("scoring", "spi", "core"),
          "testkit", Set.of("scoring", "spi"));

  /** Packages outside Millrace that a module may name in its code. Everything else stays out. */
  private static final Map<String, List<String>> MAY_NAME =
      Map.of(
          "scoring", List.of("java.", "com.fasterxml.jackson.core."),
          "spi", List.of("java."),
          "core", List.of("java.", "org.snakeyaml.engine.", "gg.jte."));

  /** Parts of the JDK that are words of an adapter: SQL and HTTP. */
  private static final List<String> ADAPTER_WORDS =
      List.of("java.sql.", "javax.sql.", "java.net.http.", "com.sun.net.httpserver.");

  private static final List<String> ANNOTATIONS =
      List.of("org.jspecify.annotations.", "com.google.errorprone.annotations.");

  /** Vendors whose types are seen in the named modules only. */
  private static final Map<String, Set<String>> VENDORS =
      Map.ofEntries(
          Map.entry("org.duckdb.", Set.of("duckdb")),
          Map.entry("org.apache.arrow.", Set.of("duckdb")),
          Map.entry("org.apache.spark.", Set.of("spark")),
          Map.entry("ml.dmlc.", Set.of("learners", "spark")),
          Map.entry("org.sqlite.", Set.of("store")),
          Map.entry("org.postgresql.", Set.of("store")),
          Map.entry("org.jdbi.", Set.of("store")),
          Map.entry("org.flywaydb.", Set.of("store")),
          Map.entry("com.zaxxer.hikari.", Set.of("store")),
          Map.entry("java.sql.", Set.of("duckdb", "store", "sources")),
          Map.entry("io.vertx.", Set.of("server")),
          Map.entry("io.netty.", Set.of("server")),
          Map.entry("io.micrometer.", Set.of("server")),
          Map.entry("io.grpc.", Set.of("server")),
          Map.entry("com.google.protobuf.", Set.of("server")),
          Map.entry("dev.millrace.openinference.", Set.of("server")),
          Map.entry("software.amazon.awssdk.", Set.of("store")),
          Map.entry("picocli.", Set.of("cli")));

  /** Only the kernel knows what it stands on: what is built on it sees our types alone. */
  private static final List<String> KERNEL_WORDS = List.of("io.vertx.", "io.netty.");

  @Test
  void modulesUseOnlyWhatTheDesignAllows() {
    List<String> violations = new ArrayList<>();
    MAY_USE.forEach(
        (module, allowed) -> {
          for (String other : program.modules()) {
            if (!other.equals(module) && !allowed.contains(other)) {
              Set<String> names = program.namesIn(other);
              dependencies(module)
                  .filter(d -> names.contains(d.getTargetClass().getBaseComponentType().getName()))
                  .forEach(d -> violations.add(module + " -> " + other + ": " + text(d)));
            }
          }
        });
    assertThat(violations).isEmpty();
  }

  @Test
  void everyModuleHasItsLine() {
    Set<String> unnamed = new TreeSet<>(program.modules());
    unnamed.removeAll(MAY_USE.keySet());
    unnamed.removeAll(Set.of("cli", "bench"));
    assertThat(unnamed).as("modules missing from MAY_USE").isEmpty();
  }

  @Test
  void coreSpiAndScoringNameNoVendor() {
    List<String> violations = new ArrayList<>();
    MAY_NAME.forEach(
        (module, packages) ->
            dependencies(module)
                .filter(d -> !isOwnOrPrimitive(d))
                .filter(d -> startsWithAny(d, ADAPTER_WORDS) || !startsWithAny(d, packages))
                .filter(d -> !startsWithAny(d, ANNOTATIONS))
                .forEach(d -> violations.add(module + ": " + text(d))));
    assertThat(violations).isEmpty();
  }

  @Test
  void vendorTypesStayInTheirModule() {
    List<String> violations = new ArrayList<>();
    for (String module : program.modules()) {
      dependencies(module)
          .filter(
              d ->
                  VENDORS.entrySet().stream()
                      .anyMatch(
                          vendor ->
                              target(d).startsWith(vendor.getKey())
                                  && !vendor.getValue().contains(module)))
          .filter(d -> !module.equals("bench"))
          .forEach(d -> violations.add(module + ": " + text(d)));
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void onlyTheHttpKernelNamesItsLibrary() {
    assertThat(
            dependencies("server")
                .filter(
                    d -> !d.getOriginClass().getPackageName().equals("dev.millrace.server.http"))
                .filter(d -> startsWithAny(d, KERNEL_WORDS))
                .map(BoundariesTest::text))
        .isEmpty();
  }

  private Stream<Dependency> dependencies(String module) {
    return program.of(module).stream()
        .map(JavaClass::getDirectDependenciesFromSelf)
        .flatMap(Set::stream);
  }

  private static boolean isOwnOrPrimitive(Dependency d) {
    return target(d).startsWith("dev.millrace.")
        || d.getTargetClass().getBaseComponentType().isPrimitive();
  }

  private static boolean startsWithAny(Dependency d, List<String> packages) {
    return packages.stream().anyMatch(target(d)::startsWith);
  }

  private static String target(Dependency d) {
    return d.getTargetClass().getBaseComponentType().getName();
  }

  private static String text(Dependency d) {
    return d.getDescription();
  }
}
