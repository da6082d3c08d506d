package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a signature may not look like. */
final class SignaturesTest {
  private static final int MOST_METHODS_PER_EXTENSION_POINT = 5;

  private final Program program = Program.current();

  /**
   * A flag hides two methods in one. Not meant: a value that happens to be true or false, which is
   * all that a builder's setter or a one-parameter factory takes, and components of records.
   */
  @Test
  void noFlagsAsParameters() {
    List<String> violations = new ArrayList<>();
    for (JavaClass type : program.of(List.of("scoring", "spi", "core"))) {
      type.getMethods().stream()
          .filter(SignaturesTest::isOpen)
          .filter(method -> takesBoolean(method) && !carriesAValue(method))
          .filter(method -> !Overrides.foreign(method))
          .forEach(method -> violations.add(method.getFullName()));
      type.getConstructors().stream()
          .filter(maker -> !type.isRecord() && isOpen(maker) && takesBoolean(maker))
          .forEach(maker -> violations.add(maker.getFullName()));
    }
    assertThat(violations).as("two methods or an enum instead of a boolean").isEmpty();
  }

  @Test
  void noMapsOfAnything() {
    List<String> violations = new ArrayList<>();
    for (JavaClass type : program.of(List.of("spi", "core"))) {
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        if (isOpen(unit)
            && Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .anyMatch(SignaturesTest::isMapOfAnything)) {
          violations.add(unit.getFullName());
        }
      }
      for (JavaField field : type.getFields()) {
        if (isMapOfAnything(field.getType())) {
          violations.add(field.getFullName());
        }
      }
    }
    assertThat(violations).as("Map<String, Object>: a record or a sealed type instead").isEmpty();
  }

  @Test
  void extensionPointsAreSmall() {
    List<String> violations = new ArrayList<>();
    for (JavaClass type : program.of("spi")) {
      if (type.isInterface() && !type.isAnnotation() && !isSealed(type)) {
        long open =
            // What it takes over from another is that interface's: the second one is allowed.
            type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(method -> method.getName() + method.getRawParameterTypes())
                .distinct()
                .count();
        if (open > MOST_METHODS_PER_EXTENSION_POINT) {
          violations.add(type.getName() + " has " + open + " methods to implement");
        }
      }
    }
    assertThat(violations).as("a sixth method means a second interface").isEmpty();
  }

  @Test
  void noStaticMutableFields() {
    assertThat(
            program.all().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaField::getFullName))
        .isEmpty();
  }

  private static boolean isOpen(JavaCodeUnit unit) {
    return !unit.getModifiers().contains(JavaModifier.PRIVATE)
        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean takesBoolean(JavaCodeUnit unit) {
    return unit.getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(boolean.class) || type.isEquivalentTo(Boolean.class));
  }

  private static boolean carriesAValue(JavaMethod method) {
    boolean alone = method.getRawParameterTypes().size() == 1;
    return (alone && method.getModifiers().contains(JavaModifier.STATIC))
        || method.getOwner().getSimpleName().endsWith("Builder");
  }

  private static boolean isMapOfAnything(JavaType type) {
    if (!(type instanceof JavaParameterizedType parameterized)) {
      return false;
    }
    List<JavaType> arguments = parameterized.getActualTypeArguments();
    return (type.toErasure().isAssignableTo(Map.class)
            && arguments.size() == 2
            && arguments.get(1).getName().equals("java.lang.Object"))
        || arguments.stream().anyMatch(SignaturesTest::isMapOfAnything);
  }

  private static boolean isSealed(JavaClass type) {
    return type.reflect().isSealed();
  }
}
