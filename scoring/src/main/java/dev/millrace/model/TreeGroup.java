package dev.millrace.model;

/** One or more trees whose leaves are added together. */
sealed interface TreeGroup permits EightTrees, TreeWalk {

  /** Adds the leaves of these trees, in their order, to the sums of every row. */
  void addTo(RowBlock block);
}
