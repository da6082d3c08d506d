package dev.millrace.spi.store;

import java.util.regex.Pattern;

/**
 * What a statement about a scorer says, such as {@code evaluation} or {@code approval}.
 *
 * @param value 1 to 63 of a-z, 0-9 and hyphens
 */
public record EvidenceKind(String value) implements Comparable<EvidenceKind> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public EvidenceKind {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a kind of evidence is lower-case words joined by hyphens, got '" + value + "'");
    }
  }

  @Override
  public int compareTo(EvidenceKind other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
