package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names say what a thing is and what a call costs. */
final class NamesTest {
  private static final Pattern DRAWER =
      Pattern.compile(".*(Manager|Utils?|Helper|Processor|Handler|Info|Data|Common|Base|Impl)");
  private static final Pattern GETTER = Pattern.compile("get\\p{Lu}.*|get");
  private static final Set<String> DRAWER_PACKAGES =
      Set.of("util", "utils", "common", "helpers", "misc", "impl");

  private final Program program = Program.current();

  @Test
  void typesAreNotDrawers() {
    List<String> violations =
        Stream.concat(program.all().stream(), program.tests().stream())
            .filter(type -> !type.isAnonymousClass())
            .filter(
                type ->
                    DRAWER.matcher(type.getSimpleName()).matches()
                        || type.getSimpleName().equals("Model"))
            .map(JavaClass::getName)
            .toList();
    assertThat(violations).as("say the role instead: what does it make, hold or decide?").isEmpty();
  }

  @Test
  void packagesAreNotDrawers() {
    assertThat(
            program.all().stream()
                .map(JavaClass::getPackageName)
                .filter(
                    name -> Stream.of(name.split("\\.", -1)).anyMatch(DRAWER_PACKAGES::contains))
                .distinct())
        .isEmpty();
  }

  @Test
  void noMethodIsAGetter() {
    List<String> violations = new ArrayList<>();
    for (JavaClass type : program.all()) {
      for (JavaMethod method : type.getMethods()) {
        if (GETTER.matcher(method.getName()).matches()
            && !method.getModifiers().contains(JavaModifier.PRIVATE)
            && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
            && !Overrides.foreign(method)) {
          violations.add(method.getFullName());
        }
      }
    }
    assertThat(violations).as("the verb tells the cost: name(), find, load, compute").isEmpty();
  }
}
