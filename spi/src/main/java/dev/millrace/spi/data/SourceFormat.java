package dev.millrace.spi.data;

/** How the rows of a source are written. */
public enum SourceFormat {
  /** Separated text with a header line; separator found per source unless set. */
  CSV,
  /** Apache Parquet. */
  PARQUET
}
