package dev.millrace.spi.data;

/** How the rows of a source are written. */
public enum SourceFormat {
  /** Separated text with a header line; separator found per source unless set. */
  CSV,
  /** Objects of JSON: one to a line, the elements of one array, or one after another. */
  JSON,
  /** Apache Parquet. */
  PARQUET
}
