package dev.millrace.core.validate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The values that a column may have. */
public sealed interface Domain {
  /** Whole numbers, of texts those that read as one; bounds are included. */
  record Ints(OptionalLong min, OptionalLong max, Meaning meaning) implements Domain {
    public Ints {
      Objects.requireNonNull(min);
      Objects.requireNonNull(max);
      Objects.requireNonNull(meaning);
    }
  }

  /** What whole numbers stand for. */
  enum Meaning {
    QUANTITY,
    /** Each is a name: values are counted one by one, as texts are. */
    CATEGORY
  }

  /** Real numbers, of texts those that read as one; bounds are included. */
  record Floats(OptionalDouble min, OptionalDouble max, Set<Unusual> refused) implements Domain {
    public Floats {
      Objects.requireNonNull(min);
      Objects.requireNonNull(max);
      refused = Set.copyOf(refused);
    }
  }

  /** Values of doubles that are no finite number. */
  enum Unusual {
    NAN,
    INFINITY
  }

  /** True and false: 1 and 0 of numbers, these two values of texts. */
  record Bools(Optional<String> trueValue, Optional<String> falseValue) implements Domain {
    public Bools {
      Objects.requireNonNull(trueValue);
      Objects.requireNonNull(falseValue);
    }
  }

  /** These texts. */
  record Texts(List<String> values) implements Domain {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** The texts of a domain that the schema names once for several columns. */
  record Named(String name) implements Domain {
    public Named {
      Objects.requireNonNull(name);
    }
  }

  /** Values of a kind that has no list; it is noted, and no value is held against it. */
  record Semantic(Kind kind) implements Domain {
    public Semantic {
      Objects.requireNonNull(kind);
    }

    /** Kinds that are known by name. */
    public enum Kind {
      URL,
      TIME,
      /** Identifiers of a knowledge graph, as TensorFlow Metadata has them. */
      MID
    }
  }

  /** Its key in a schema. */
  default String key() {
    return switch (this) {
      case Ints ints -> "int-domain";
      case Floats floats -> "float-domain";
      case Bools bools -> "bool-domain";
      case Texts texts -> "domain";
      case Named named -> "domain-name";
      case Semantic semantic -> "semantic-domain";
    };
  }
}
