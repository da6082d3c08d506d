package dev.millrace.core.release;

import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.EnvironmentName;

/** Names of environments in configuration files. */
public final class EnvironmentForm {
  public static final ValueForm<EnvironmentName> FORM =
      new ValueForm<EnvironmentName>(
              "a-z, 0-9 and inner hyphens, at most 63",
              text -> {
                try {
                  return new EnvironmentName(text);
                } catch (MillraceException e) {
                  throw new IllegalArgumentException(text, e);
                }
              },
              EnvironmentName::value)
          .shaped(Shape.pattern("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"));

  private EnvironmentForm() {}
}
