package dev.millrace.expression;

import java.util.List;
import java.util.regex.Pattern;

/** Writes canonical text: one way to say each thing, with brackets only where they are needed. */
final class Printer {
  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final StringBuilder out = new StringBuilder();

  /** The canonical text of a tree; it parses back to an equal tree. */
  static String text(Node root) {
    Printer printer = new Printer();
    root.print(printer);
    return printer.out.toString();
  }

  /** A column's name as it is written in expressions: bare, or in backticks. */
  static String name(String column) {
    return BARE_NAME.matcher(column).matches() && Keyword.of(column).isEmpty()
        ? column
        : "`" + column.replace("`", "``") + "`";
  }

  Printer write(String text) {
    out.append(text);
    return this;
  }

  /** A part, in brackets when it holds together less tightly than wanted. */
  Printer part(Node node, Precedence wanted) {
    boolean brackets = !node.precedence().fits(wanted);
    out.append(brackets ? "(" : "");
    node.print(this);
    out.append(brackets ? ")" : "");
    return this;
  }

  /** Parts in round brackets, with commas between them. */
  Printer list(List<Node> nodes) {
    String separator = "(";
    for (Node node : nodes) {
      out.append(separator);
      part(node, Precedence.OR);
      separator = ", ";
    }
    out.append(")");
    return this;
  }
}
