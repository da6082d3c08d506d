package dev.millrace.core.config;

import java.util.function.Function;

/**
 * How a scalar of a configuration file is written.
 *
 * @param allowed what would be accepted, for messages and documentation
 * @param parse value of a text; an {@link IllegalArgumentException} means it is not of this form
 * @param print text of a value, as a user would write it
 * @param shape the same for editors
 * @param echo whether a message may repeat what was written
 */
public record ValueForm<T>(
    String allowed, Function<String, T> parse, Function<T, String> print, Shape shape, Echo echo) {
  /** Whether a text that is not of the form may be shown. */
  public enum Echo {
    SHOWN,
    /** It may be something that must not be shown, written in the wrong place. */
    HIDDEN
  }

  /** A form that editors take for any text. */
  public ValueForm(String allowed, Function<String, T> parse, Function<T, String> print) {
    this(allowed, parse, print, Shape.TEXT, Echo.SHOWN);
  }

  public ValueForm<T> shaped(Shape another) {
    return new ValueForm<>(allowed, parse, print, another, echo);
  }

  /** The same form, whose texts no message repeats. */
  public ValueForm<T> hidden() {
    return new ValueForm<>(allowed, parse, print, shape, Echo.HIDDEN);
  }
}
