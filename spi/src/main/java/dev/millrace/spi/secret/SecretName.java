package dev.millrace.spi.secret;

import java.util.regex.Pattern;

/**
 * Name under which a secret, or a variable of the environment, is asked for and granted; safe to
 * show.
 *
 * @param value 1 to 128 of A-Z, a-z, 0-9 and _, not beginning with a digit
 */
public record SecretName(String value) implements Comparable<SecretName> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  public SecretName {
    if (!isOne(value)) {
      // What stands here may be the secret itself, put in the wrong place.
      throw new IllegalArgumentException("not the name of a secret");
    }
  }

  /** True when the text has the form of a name. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
