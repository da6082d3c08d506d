package dev.millrace.model.xgboost;

import java.util.function.Consumer;

/**
 * A JSON-like document read once from front to back; the caller says what it expects next and gets
 * it or a {@link dev.millrace.error.MillraceException}. Nothing is allocated that the bytes left
 * could not hold.
 */
sealed interface Document permits JsonDocument, UbjsonDocument {
  /** Deepest nesting of objects and arrays. */
  int DEEPEST = 64;

  /** Reads an object; the consumer is given each name and must read the value, or skip it. */
  void members(Consumer<String> reader);

  /** Reads an array; the runnable must read or skip one item each time it is called. */
  void items(Runnable reader);

  /** True when the next value is an array. */
  boolean startsArray();

  /** Reads a text, or a number or boolean as its text. */
  String text();

  /** Reads an array of whole numbers of 32 bits; true counts as 1 and false as 0. */
  int[] ints();

  /** Reads an array of numbers, each rounded once to float. */
  float[] floats();

  /** Passes over a value of any kind. */
  void skip();

  /** Checks that nothing follows. */
  void end();
}
