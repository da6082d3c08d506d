package dev.millrace.expression;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.function.Functions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression as it was written, not yet tied to the columns of a table. Immutable; equal to
 * another when both say the same, whatever spaces, brackets and synonyms they were written with.
 */
public final class Expression {
  private final SourceText source;
  private final Node root;
  private final String text;

  private Expression(SourceText source, Node root) {
    this.source = source;
    this.root = root;
    this.text = Printer.text(root);
    CostCheck.ofCanonicalText(source, text);
  }

  /**
   * Reads an expression.
   *
   * @throws MillraceException for any text that is none, saying where; EXPRESSION_SYNTAX,
   *     EXPRESSION_FUNCTION_UNKNOWN or EXPRESSION_TOO_COSTLY
   */
  public static Expression parse(String text) {
    return parse(text, SourceText.BY_COLUMN);
  }

  /**
   * The same with other words for the places that problems are at.
   *
   * @throws MillraceException as {@link #parse(String)}
   */
  public static Expression parse(String text, ExpressionPlaces places) {
    SourceText source = new SourceText(text, places);
    return new Expression(source, new Parser(source).parse());
  }

  /** Every function of the language, in the order of its documentation. */
  public static List<FunctionDescription> functions() {
    return Functions.values().stream()
        .map(f -> new FunctionDescription(f.name(), f.signatures(), f.meaning()))
        .toList();
  }

  /** A column's name as expressions write it: as it is, or in backticks. */
  public static String quote(ColumnName name) {
    return Printer.name(name.value());
  }

  /** The columns it names, in the order of first mention. */
  public List<ColumnName> columns() {
    Set<ColumnName> names = new LinkedHashSet<>();
    for (ColumnReference reference : references()) {
      names.add(reference.name());
    }
    return List.copyOf(names);
  }

  /** The one text for what it says; parses back to an equal expression. */
  public String text() {
    return text;
  }

  /**
   * Settles its types on the columns of a table.
   *
   * @throws MillraceException EXPRESSION_COLUMN_UNKNOWN for every column that is not there, else
   *     EXPRESSION_TYPE for the first operation that does not take what it is given
   */
  public BoundExpression bind(Fields fields) {
    requireColumns(fields);
    Step step = root.bind(new Binder(source, fields));
    if (step == Constant.MISSING) {
      throw source.refuse(
          ErrorCode.EXPRESSION_TYPE,
          root.place(),
          "missing alone has no type",
          "Use it as a branch, as in if(fare < 0, missing, fare).");
    }
    return new BoundExpression(fields, step);
  }

  /**
   * The same for an expression that must be true or false.
   *
   * @throws MillraceException as {@link #bind}, and EXPRESSION_TYPE for an expression of another
   *     type
   */
  public BoundPredicate bindPredicate(Fields fields) {
    BoundExpression bound = bind(fields);
    if (!bound.type().equals(ColumnType.BOOL)) {
      throw source
          .problem(ErrorCode.EXPRESSION_TYPE, root.place(), "a condition must be true or false")
          .found(bound.type().text())
          .allowed(ColumnType.BOOL.text())
          .next("Compare it with something, as in " + example() + ".")
          .asException();
    }
    return new BoundPredicate(bound);
  }

  private String example() {
    return root instanceof ColumnReference ? text + " > 0" : "fare > 0";
  }

  private void requireColumns(Fields fields) {
    List<Problem> unknown = new ArrayList<>();
    Set<ColumnName> seen = new LinkedHashSet<>();
    for (ColumnReference reference : references()) {
      if (fields.find(reference.name()).isEmpty() && seen.add(reference.name())) {
        unknown.add(Refusals.unknownColumn(source, reference, fields));
      }
    }
    if (!unknown.isEmpty()) {
      throw new MillraceException(unknown);
    }
  }

  private List<ColumnReference> references() {
    List<ColumnReference> references = new ArrayList<>();
    Walk.over(
        root,
        (node, depth) -> {
          if (node instanceof ColumnReference reference) {
            references.add(reference);
          }
        });
    return references;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@link #text}. */
  @Override
  public String toString() {
    return text;
  }
}
