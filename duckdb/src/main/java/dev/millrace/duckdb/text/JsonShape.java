package dev.millrace.duckdb.text;

/** How the objects of a JSON file follow each other. */
enum JsonShape {
  /** One to a line; a line that is broken costs no other. */
  LINES,
  /** Elements of one array. */
  ARRAY,
  /** One after another, over as many lines as they need. */
  OBJECTS
}
