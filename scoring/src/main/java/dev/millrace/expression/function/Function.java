package dev.millrace.expression.function;

import java.util.List;

/**
 * A function of the language. Equal only to itself.
 *
 * <p>Not a record: two functions are never the same because their parts are.
 */
public final class Function {
  private final String name;
  private final String meaning;
  private final List<Overload> overloads;

  /**
   * @param name lower case, with underscores
   * @param meaning one sentence for the table of functions
   */
  Function(String name, String meaning, Overload... overloads) {
    this.name = name;
    this.meaning = meaning;
    this.overloads = List.of(overloads);
  }

  public String name() {
    return name;
  }

  /** One sentence for the table of functions. */
  public String meaning() {
    return meaning;
  }

  public List<Overload> overloads() {
    return overloads;
  }

  /** What it takes and gives, as people read it. */
  public List<String> signatures() {
    return Signature.lines(name, overloads);
  }

  @Override
  public String toString() {
    return name;
  }
}
