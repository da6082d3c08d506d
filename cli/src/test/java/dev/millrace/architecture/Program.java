package dev.millrace.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled classes of every module that this build has made, by module and by purpose. */
final class Program {
  /** Without these no rule means anything. */
  private static final Set<String> ALWAYS = Set.of("scoring", "spi", "core", "testkit", "cli");

  private static final Program CURRENT = load();

  private final SortedMap<String, List<JavaClass>> main;
  private final List<JavaClass> tests;

  private Program(SortedMap<String, List<JavaClass>> main, List<JavaClass> tests) {
    this.main = main;
    this.tests = tests;
  }

  static Program current() {
    return CURRENT;
  }

  private static Program load() {
    SortedMap<String, List<JavaClass>> main = new TreeMap<>();
    List<JavaClass> tests = new ArrayList<>();
    for (JavaClass type : importAll()) {
      String from = type.getSource().orElseThrow().getUri().getPath();
      int target = from.lastIndexOf("/target/");
      if (from.startsWith("classes/", target + "/target/".length())) {
        String module = from.substring(from.lastIndexOf('/', target - 1) + 1, target);
        main.computeIfAbsent(module, any -> new ArrayList<>()).add(type);
      } else {
        tests.add(type);
      }
    }
    if (!main.keySet().containsAll(ALWAYS)) {
      throw new IllegalStateException("build " + ALWAYS + " first; found " + main.keySet());
    }
    return new Program(main, tests);
  }

  /**
   * One import for all, so that the JDK's own classes are resolved once. What JMH and the compiler
   * of protocols generate is not ours to write.
   */
  private static List<JavaClass> importAll() {
    List<Path> folders =
        Checkout.current().modules().stream()
            .flatMap(
                module ->
                    Stream.of(
                        module.resolve("target/classes"), module.resolve("target/test-classes")))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter()
        .importPaths(folders).stream()
            .filter(type -> !type.getPackageName().endsWith(".jmh_generated"))
            .filter(type -> !type.getPackageName().equals("dev.millrace.openinference"))
            .sorted(Comparator.comparing(JavaClass::getName))
            .toList();
  }

  Set<String> modules() {
    return main.keySet();
  }

  /** Main classes of one module; none when it is not part of this build. */
  List<JavaClass> of(String module) {
    return main.getOrDefault(module, List.of());
  }

  /** Main classes of several modules. */
  List<JavaClass> of(Collection<String> modules) {
    return modules.stream().flatMap(module -> of(module).stream()).toList();
  }

  /** Main classes of all modules. */
  List<JavaClass> all() {
    return of(main.keySet());
  }

  /** Main classes that ship: all but those that exist for tests. */
  List<JavaClass> shipped() {
    return of(
        main.keySet().stream()
            .filter(module -> !module.equals("testkit") && !module.equals("bench"))
            .toList());
  }

  List<JavaClass> tests() {
    return tests;
  }

  /** Names of the classes of one module, for looking up where a class lives. */
  Set<String> namesIn(String module) {
    return of(module).stream().map(JavaClass::getName).collect(Collectors.toUnmodifiableSet());
  }
}
