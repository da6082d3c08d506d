package dev.millrace.expression;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;

/** Refuses expressions beyond {@link Limits}, and texts that have no UTF-8 form. */
final class CostCheck {
  private CostCheck() {}

  static void ofText(SourceText source) {
    String text = source.value();
    if (text.length() > Limits.TEXT) {
      throw tooCostly(
          source, new Place(0), "the expression is too long", text.length(), Limits.TEXT);
    }
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw source.refuse(
            ErrorCode.EXPRESSION_SYNTAX,
            new Place(i),
            "half of a character stands alone here",
            "Remove it.");
      }
      i += Character.charCount(c) - 1;
    }
  }

  /** Canonical text must be one that can be read again. */
  static void ofCanonicalText(SourceText source, String text) {
    if (text.length() > Limits.TEXT) {
      throw tooCostly(
          source,
          new Place(0),
          "the expression is too long with every space written",
          text.length(),
          Limits.TEXT);
    }
  }

  static void ofTree(SourceText source, Node root) {
    int[] nodes = new int[1];
    Walk.over(
        root,
        (node, depth) -> {
          if (depth > Limits.DEPTH) {
            throw tooCostly(
                source, node.place(), "the expression has too long chains", depth, Limits.DEPTH);
          }
          if (++nodes[0] > Limits.NODES) {
            throw tooCostly(
                source, node.place(), "the expression has too many parts", nodes[0], Limits.NODES);
          }
        });
  }

  static void ofNesting(SourceText source, Place place, int levels) {
    if (levels > Limits.NESTING) {
      throw tooCostly(source, place, "the expression is nested too deeply", levels, Limits.NESTING);
    }
  }

  private static MillraceException tooCostly(
      SourceText source, Place place, String what, int found, int limit) {
    return source
        .problem(ErrorCode.EXPRESSION_TOO_COSTLY, place, what)
        .found(found)
        .allowed("up to " + limit)
        .next("Use in (...) for long lists, or compute a part of it as a feature of its own.")
        .asException();
  }
}
