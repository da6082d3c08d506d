package dev.millrace.spi.search;

import java.util.Objects;

/** What a condition or an order is about; a thing may have no value of it. */
public sealed interface SearchField {
  /** What its values are. */
  enum Kind {
    /** Compared by size. */
    NUMBER,
    /** Compared by its characters, in the order of their code points. */
    TEXT
  }

  Kind kind();

  /** True when things of the subject may have it. */
  boolean isOf(SearchSubject subject);

  /** The value of a metric that counts: of a run, or of a version when it was registered. */
  record Metric(String name) implements SearchField {
    public Metric {
      Objects.requireNonNull(name);
    }

    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }

    @Override
    public boolean isOf(SearchSubject subject) {
      return subject == SearchSubject.RUNS || subject == SearchSubject.VERSIONS;
    }
  }

  /** A parameter of a run; numbers are texts here, too. */
  record Param(String name) implements SearchField {
    public Param {
      Objects.requireNonNull(name);
    }

    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public boolean isOf(SearchSubject subject) {
      return subject == SearchSubject.RUNS;
    }
  }

  /** A tag of a run, an experiment, a model or a version. */
  record Tag(String name) implements SearchField {
    public Tag {
      Objects.requireNonNull(name);
    }

    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public boolean isOf(SearchSubject subject) {
      return true;
    }
  }

  /** What every thing of its subject may have. */
  record Attribute(SearchAttribute attribute) implements SearchField {
    public Attribute {
      Objects.requireNonNull(attribute);
    }

    @Override
    public Kind kind() {
      return attribute.kind();
    }

    @Override
    public boolean isOf(SearchSubject subject) {
      return attribute.subject() == subject;
    }
  }
}
