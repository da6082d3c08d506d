package dev.millrace.expression;

import java.util.List;

/**
 * A function of the language. Equal only to itself.
 *
 * <p>Not a record: two functions are never the same because their parts are.
 */
final class Function {
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

  String name() {
    return name;
  }

  String meaning() {
    return meaning;
  }

  List<Overload> overloads() {
    return overloads;
  }

  FunctionDescription description() {
    return new FunctionDescription(name, Signature.lines(name, overloads), meaning);
  }

  @Override
  public String toString() {
    return name;
  }
}
