package dev.millrace.duckdb.text;

/**
 * Finds where values of JSON end, looking at brackets and strings only. Goes on where it stopped,
 * when more bytes have come. Not thread-safe.
 */
final class JsonScan {
  private int depth;
  private boolean inText;
  private boolean escaped;

  /** Forgets what was open. */
  void restart() {
    depth = 0;
    inText = false;
    escaped = false;
  }

  /** True when nothing is open. */
  boolean isOutside() {
    return depth == 0 && !inText;
  }

  /**
   * Looks at one more byte.
   *
   * @return true when a bracket is closed that no other one encloses
   */
  boolean closes(byte next) {
    if (inText) {
      if (escaped) {
        escaped = false;
      } else if (next == '\\') {
        escaped = true;
      } else if (next == '"') {
        inText = false;
      }
      return false;
    }
    switch (next) {
      case '"' -> inText = true;
      case '{', '[' -> depth++;
      case '}', ']' -> {
        // One that nothing opened is the end of the file's own array, or rubbish of its own.
        depth = Math.max(0, depth - 1);
        return depth == 0;
      }
      default -> {}
    }
    return false;
  }
}
