package dev.millrace.spi.time;

/** The five times a fact can have; every statistic and split says which one it uses. */
public enum NamedTime {
  /** When the thing happened in the world. */
  EVENT,
  /** From when on the value could be known; features may look no later than this. */
  KNOWN_AS_OF,
  /** When the program took the row in. */
  INGEST,
  /** When the label of an earlier row arrived. */
  LABEL_ARRIVAL,
  /** When the program worked on it. */
  PROCESSING
}
