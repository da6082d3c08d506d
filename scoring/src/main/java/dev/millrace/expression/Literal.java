package dev.millrace.expression;

import dev.millrace.json.JsonNumber;
import java.util.List;

/** A value written out. */
sealed interface Literal extends Node {
  @Override
  default List<Node> children() {
    return List.of();
  }

  @Override
  default Precedence precedence() {
    return Precedence.ATOM;
  }

  /**
   * An INT64; only the least of all is negative, since the others are written with a sign before.
   */
  record Whole(long value, Place place) implements Literal {
    @Override
    public Precedence precedence() {
      return value < 0 ? Precedence.SIGN : Precedence.ATOM;
    }

    @Override
    public void print(Printer out) {
      out.write(Long.toString(value));
    }

    @Override
    public Step bind(Binder binder) {
      return Constant.of(value);
    }
  }

  /** A FLOAT64, finite and not negative. */
  record Real(double value, Place place) implements Literal {
    private static final double LONGEST_PLAIN = 1e15;

    @Override
    public void print(Printer out) {
      boolean plain = value < LONGEST_PLAIN && value == StrictMath.rint(value);
      out.write(plain ? (long) value + ".0" : JsonNumber.text(value));
    }

    @Override
    public Step bind(Binder binder) {
      return Constant.of(value);
    }
  }

  /** A UTF8. */
  record Text(String value, Place place) implements Literal {
    @Override
    public void print(Printer out) {
      out.write("'").write(value.replace("'", "''")).write("'");
    }

    @Override
    public Step bind(Binder binder) {
      return Constant.of(value);
    }
  }

  /** A BOOL. */
  record Truth(boolean value, Place place) implements Literal {
    @Override
    public void print(Printer out) {
      out.write(Boolean.toString(value));
    }

    @Override
    public Step bind(Binder binder) {
      return Constant.of(value);
    }
  }

  /** No value, of whatever type its place asks for. */
  record Missing(Place place) implements Literal {
    @Override
    public void print(Printer out) {
      out.write(Keyword.MISSING.text());
    }

    @Override
    public Step bind(Binder binder) {
      return Constant.MISSING;
    }
  }
}
