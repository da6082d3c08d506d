package dev.millrace.spi.store;

import dev.millrace.spi.id.PlainText;
import java.time.Instant;

/**
 * The process that owns a lease. Process numbers are used again by operating systems, so that the
 * start time is part of the identity.
 *
 * @param host name of the machine, 1 to 253 characters
 * @param pid number of the process on it
 * @param started when the process started
 */
public record LeaseOwner(String host, long pid, Instant started) {
  public LeaseOwner {
    PlainText.require("a host name", host);
    started = StoreTime.cut(started);
    if (host.isBlank() || host.length() > 253) {
      throw new IllegalArgumentException("a host name has 1 to 253 characters");
    }
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }
}
