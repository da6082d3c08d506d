package dev.millrace.cli;

/** How a command writes its result. */
enum OutputForm {
  /** For people. */
  TEXT,
  /** One JSON document on standard output. */
  JSON
}
