package dev.millrace.spi.store;

import java.util.Objects;

/**
 * A share of the traffic and what answers it.
 *
 * @param share in ten-thousandths of the traffic, 1 to 10,000
 */
public record ReleaseRoute(ReleaseContent content, int share) {
  /** The whole traffic. */
  public static final int WHOLE = 10_000;

  public ReleaseRoute {
    Objects.requireNonNull(content);
    if (share < 1 || share > WHOLE) {
      throw new IllegalArgumentException("a share is 1 to 10,000 ten-thousandths, got " + share);
    }
  }
}
