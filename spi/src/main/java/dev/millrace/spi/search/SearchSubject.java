package dev.millrace.spi.search;

/** What is searched. */
public enum SearchSubject {
  RUNS,
  EXPERIMENTS,
  MODELS,
  VERSIONS
}
