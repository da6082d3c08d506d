package dev.millrace.spi.data;

import java.util.Objects;

/**
 * A record that could not be read, kept as it was.
 *
 * @param source index of the source object
 * @param ordinal number of the record within its object from 0, header not counted
 * @param reason stable short reason, the key in the ledger
 * @param column the column at fault; empty when the whole record is
 * @param raw its text as found, malformed bytes shown as U+FFFD; cut at 64 KB
 */
public record RejectedRecord(int source, long ordinal, String reason, String column, String raw) {
  public RejectedRecord {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(column);
    Objects.requireNonNull(raw);
  }
}
