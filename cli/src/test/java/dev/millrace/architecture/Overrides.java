package dev.millrace.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.stream.Stream;

/** Tells methods whose name and parameters somebody else has chosen. */
final class Overrides {
  private Overrides() {}

  /**
   * True when a type outside Millrace declares a method of this name and number of parameters
   * above.
   */
  static boolean foreign(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .filter(above -> !above.getName().startsWith("dev.millrace."))
        .flatMap(above -> above.getMethods().stream())
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }
}
