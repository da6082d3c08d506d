package dev.millrace.learners.lightgbm;

/** How a tree depends on those before it. */
enum Growth {
  /** It corrects their sum. */
  BOOSTED,
  /** Not at all: each starts anew on a sample of its own, and their answers are averaged. */
  FOREST;

  /** What the sum of the trees of so many rounds is divided by. */
  int divisor(int rounds) {
    return this == FOREST ? rounds : 1;
  }
}
