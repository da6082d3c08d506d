package dev.millrace.core.release;

import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.spi.id.PlainText;
import java.util.Locale;
import java.util.Objects;

/**
 * What of a request decides which version answers it, so that whoever asks again is answered by the
 * same one.
 *
 * @param name of a header, in lower case, or of a field of the row
 */
public record RouteKey(From from, String name) {
  /** Where the key is. */
  public enum From {
    HEADER,
    FIELD
  }

  private static final int LONGEST = 256;

  /** {@code header:x-customer} or {@code field:customer} in configuration files. */
  public static final ValueForm<RouteKey> FORM =
      new ValueForm<>(
              "header:NAME or field:NAME, such as header:x-customer",
              RouteKey::parse,
              RouteKey::text)
          .shaped(Shape.pattern("^(header:[!#$%&'*+.^_`|~0-9A-Za-z-]+|field:.+)$"));

  public RouteKey {
    Objects.requireNonNull(from);
    PlainText.require("the name of a key", name);
    if (name.isEmpty()
        || name.length() > LONGEST
        || (from == From.HEADER && !name.matches("[!#$%&'*+.^_`|~0-9a-z-]+"))) {
      throw new IllegalArgumentException("no name of a " + from + ": " + name);
    }
  }

  /** Reads {@link #text()}: IllegalArgumentException when it is none. */
  static RouteKey parse(String text) {
    for (From from : From.values()) {
      String prefix = word(from) + ":";
      if (text.startsWith(prefix)) {
        String name = text.substring(prefix.length());
        return new RouteKey(from, from == From.HEADER ? name.toLowerCase(Locale.ROOT) : name);
      }
    }
    throw new IllegalArgumentException(text);
  }

  /** As it is written in files. */
  public String text() {
    return word(from) + ":" + name;
  }

  private static String word(From from) {
    return from.name().toLowerCase(Locale.ROOT);
  }
}
