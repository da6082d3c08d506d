package dev.millrace.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Visits every part of a tree in the order it is written, without recursion. */
final class Walk {
  private Walk() {}

  static void over(Node root, Visitor visitor) {
    Deque<Visit> open = new ArrayDeque<>();
    open.push(new Visit(root, 1));
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      visitor.visit(visit.node(), visit.depth());
      List<Node> children = visit.node().children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(new Visit(children.get(i), visit.depth() + 1));
      }
    }
  }

  /** Told each part with the number of parts it stands within, itself included. */
  @FunctionalInterface
  interface Visitor {
    void visit(Node node, int depth);
  }

  private record Visit(Node node, int depth) {}
}
