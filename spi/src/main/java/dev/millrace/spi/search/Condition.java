package dev.millrace.spi.search;

import dev.millrace.spi.id.PlainText;
import java.util.List;
import java.util.Objects;

/**
 * One condition. A thing that has no value of the field meets none but {@link Presence}'s ABSENT,
 * not even one that denies. NaN meets {@code !=} and PRESENT only.
 */
public sealed interface Condition {
  /** Longest list and longest text of a condition. */
  int LONGEST_LIST = 1_000;

  int LONGEST_TEXT = 10_000;

  SearchField field();

  /** How numbers are compared. */
  enum NumberComparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String text;

    NumberComparison(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** How texts are compared. */
  enum TextComparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    /** A pattern for the whole text: {@code %} is any characters, {@code _} is one. */
    LIKE("LIKE"),
    /** The same; a-z and A-Z are alike, other letters are not. */
    ILIKE("ILIKE");

    private final String text;

    TextComparison(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Whether a text is to be one of a list. */
  enum Membership {
    IN,
    NOT_IN
  }

  /** Whether there is to be a value. */
  enum Has {
    PRESENT,
    ABSENT
  }

  /** The value is a number that compares so to another, which is no NaN. */
  record NumberIs(SearchField field, NumberComparison comparison, double value)
      implements Condition {
    public NumberIs {
      Objects.requireNonNull(comparison);
      require(field, SearchField.Kind.NUMBER);
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("nothing compares to NaN");
      }
      value += 0.0;
    }
  }

  /** The value is a text that compares so to another, of at most 10,000 characters. */
  record TextIs(SearchField field, TextComparison comparison, String value) implements Condition {
    public TextIs {
      Objects.requireNonNull(comparison);
      require(field, SearchField.Kind.TEXT);
      requireText(value);
    }
  }

  /** The value is a text that is, or is not, one of 1 to 1,000. */
  record TextIn(SearchField field, Membership membership, List<String> values)
      implements Condition {
    public TextIn {
      Objects.requireNonNull(membership);
      require(field, SearchField.Kind.TEXT);
      values = values.stream().distinct().sorted().toList();
      values.forEach(Condition::requireText);
      if (values.isEmpty() || values.size() > LONGEST_LIST) {
        throw new IllegalArgumentException("a list has 1 to 1000 texts, got " + values.size());
      }
    }
  }

  /** There is a value, NaN too, or there is none. */
  record Presence(SearchField field, Has has) implements Condition {
    public Presence {
      Objects.requireNonNull(field);
      Objects.requireNonNull(has);
    }
  }

  private static void require(SearchField field, SearchField.Kind kind) {
    if (field.kind() != kind) {
      throw new IllegalArgumentException(field + " is no " + kind);
    }
  }

  private static void requireText(String text) {
    PlainText.require("a text to search for", text);
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text to search for has at most 10000 characters");
    }
  }
}
