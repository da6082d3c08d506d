package dev.millrace.store.sql;

import java.util.function.UnaryOperator;

/**
 * How a database compares a text with a pattern in which {@code %} is any characters and {@code _}
 * is one.
 *
 * @param like comparison that knows case
 * @param pattern the pattern as that comparison takes it
 * @param alike comparison for which a-z and A-Z are alike
 */
public record TextPatterns(String like, UnaryOperator<String> pattern, String alike) {
  /** The pattern in the signs of GLOB, where star is any characters. */
  public static String glob(String pattern) {
    StringBuilder out = new StringBuilder(pattern.length() + 8);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '%' -> out.append('*');
        case '_' -> out.append('?');
        case '*', '?', '[' -> out.append('[').append(c).append(']');
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
