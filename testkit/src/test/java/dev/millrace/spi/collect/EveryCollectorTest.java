package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A collector without a contract test does not build. */
class EveryCollectorTest {
  @Test
  void everyCollectorHasAContractTest() throws Exception {
    Set<String> tested = new TreeSet<>();
    for (Class<?> test : classesBeside(EveryCollectorTest.class)) {
      if (CollectorContract.class.isAssignableFrom(test)) {
        Object contract = test.getDeclaredConstructor().newInstance();
        tested.add(((CollectorContract<?>) contract).collector().getClass().getName());
      }
    }
    Set<String> collectors = new TreeSet<>();
    for (Class<?> type : classesBeside(RowCount.class)) {
      if (Collector.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
        collectors.add(type.getName());
      }
    }
    assertThat(collectors).hasSizeGreaterThan(10);
    assertThat(tested).isEqualTo(collectors);
  }

  /** Top-level classes in the package and the folder or archive of this one. */
  private static List<Class<?>> classesBeside(Class<?> type)
      throws IOException, URISyntaxException {
    URI home = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    String folder = type.getPackageName().replace('.', '/');
    if (Files.isDirectory(Path.of(home))) {
      return classesIn(Path.of(home).resolve(folder), type);
    }
    try (FileSystem archive = FileSystems.newFileSystem(Path.of(home), Map.of())) {
      return classesIn(archive.getPath("/" + folder), type);
    }
  }

  private static List<Class<?>> classesIn(Path folder, Class<?> beside) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .filter(name -> !name.equals("package-info.class"))
          .<Class<?>>map(name -> load(beside, name.substring(0, name.length() - 6)))
          .toList();
    }
  }

  private static Class<?> load(Class<?> beside, String name) {
    try {
      return Class.forName(beside.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
