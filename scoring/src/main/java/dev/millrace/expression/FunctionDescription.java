package dev.millrace.expression;

import java.util.List;

/**
 * A function of the language, told to people.
 *
 * @param name as written in expressions
 * @param signatures what it takes and gives, a line for each kind of form
 * @param meaning one sentence
 */
public record FunctionDescription(String name, List<String> signatures, String meaning) {
  public FunctionDescription {
    signatures = List.copyOf(signatures);
  }
}
