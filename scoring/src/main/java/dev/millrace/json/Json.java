package dev.millrace.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. */
public sealed interface Json {
  /** The values true, false and null. */
  enum Literal implements Json {
    TRUE,
    FALSE,
    NULL
  }

  /** A text. */
  record Text(String value) implements Json {}

  /** A whole number in the range of a long. */
  record Whole(long value) implements Json {}

  /** A finite number; written with the fewest digits that read back as the same double. */
  record Real(double value) implements Json {
    public Real {
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("JSON has no number " + value);
      }
    }
  }

  /** An array. */
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object; keeps the order it was built in, the canonical form sorts. */
  record Members(Map<String, Json> values) implements Json {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<Json> find(String name) {
      return Optional.ofNullable(values.get(name));
    }
  }

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(long value) {
    return new Whole(value);
  }

  static Json of(double value) {
    return new Real(value);
  }

  static Json of(boolean value) {
    return value ? Literal.TRUE : Literal.FALSE;
  }

  static Json items(List<? extends Json> values) {
    return new Items(new ArrayList<>(values));
  }

  static Json texts(List<String> values) {
    return new Items(values.stream().map(Json::of).toList());
  }

  /** Starts an object. */
  static MembersBuilder members() {
    return new MembersBuilder();
  }
}
