package dev.millrace.error;

import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that is wrong, told so that the reader can act. Texts never hold secrets; values found
 * are cut to 200 characters and control characters are made visible.
 *
 * @param code kind of failure
 * @param what one sentence: what is wrong
 * @param where file, line, column, key, request field; empty when there is no place to point at
 * @param found the value found; empty when not applicable
 * @param allowed what would be accepted; empty when not applicable
 * @param next what to do now; empty when the sentence says it already
 */
public record Problem(
    ErrorCode code, String what, String where, String found, String allowed, String next)
    implements Serializable {
  private static final int LONGEST_VALUE = 200;

  public Problem {
    Objects.requireNonNull(code);
    where = visible(where);
    found = visible(found);
  }

  /** A problem with no place, value or advice yet. */
  public static Problem of(ErrorCode code, String what) {
    return new Problem(code, what, "", "", "", "");
  }

  public Problem at(String place) {
    return new Problem(code, what, place, found, allowed, next);
  }

  /** The value found; of a failure what it says, never the name of its class. */
  public Problem found(Object value) {
    return new Problem(code, what, where, words(value), allowed, next);
  }

  private static String words(Object value) {
    if (value instanceof IOException failure) {
      return FileFault.words(failure);
    }
    return value instanceof Throwable failure
        ? Objects.requireNonNullElse(failure.getMessage(), "no reason is given")
        : String.valueOf(value);
  }

  public Problem allowed(String text) {
    return new Problem(code, what, where, found, text, next);
  }

  public Problem next(String text) {
    return new Problem(code, what, where, found, allowed, text);
  }

  /** The exception that carries this problem alone. */
  public MillraceException asException() {
    return new MillraceException(this);
  }

  /** One line for people: place, sentence, value, what is allowed, what to do. */
  public String text() {
    StringBuilder out = new StringBuilder();
    if (!where.isEmpty()) {
      out.append(where).append(": ");
    }
    out.append(what);
    if (!found.isEmpty()) {
      out.append("; found ").append(found);
    }
    if (!allowed.isEmpty()) {
      out.append("; allowed: ").append(allowed);
    }
    if (!next.isEmpty()) {
      out.append(". ").append(next);
    }
    return out.toString();
  }

  private static String visible(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST_VALUE + 1));
    for (int i = 0; i < text.length(); i++) {
      if (out.length() >= LONGEST_VALUE) {
        return out.append('…').toString();
      }
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        out.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
