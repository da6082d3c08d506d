package dev.millrace.core.release;

import dev.millrace.spi.store.ReleaseRoute;
import java.util.Objects;
import java.util.Optional;

/** How a candidate is held against what is live before it may have the whole traffic. */
public sealed interface Comparison {
  /** By its failures and its speed alone. */
  record ByWatch() implements Comparison {}

  /**
   * It scores a share of the rows that others are answered about; what it says is compared with the
   * answers and never returned.
   *
   * @param share of the requests, in ten-thousandths
   * @param leastRows rows that must have been compared
   * @param differing share of differing answers it may have
   * @param tolerance amounts that differ by at most this share of the larger are the same
   * @param then what comes of one that may go on
   */
  record Shadow(int share, long leastRows, double differing, double tolerance, Then then)
      implements Comparison {
    public Shadow {
      Objects.requireNonNull(then);
      if (share < 1 || share > ReleaseRoute.WHOLE || leastRows < 1) {
        throw new IllegalArgumentException("no share of a shadow: " + share);
      }
    }
  }

  /** What comes after a shadow that agreed. */
  enum Then {
    /** A person reads what was found and releases it, or does not. */
    END,
    /** It gets its steps. */
    STEPS
  }

  /**
   * Both answer, each caller always by the same one, and labels tell which is better.
   *
   * @param key by which callers are told apart
   * @param wanted the label that counts as a success; empty when a right decision does
   * @param errors probability with which it may be found better or worse when it is neither,
   *     however often it is looked at
   * @param leastLabels labels that each must have
   */
  record AbTest(RouteKey key, Optional<String> wanted, double errors, long leastLabels)
      implements Comparison {
    public AbTest {
      Objects.requireNonNull(key);
      Objects.requireNonNull(wanted);
      if (!(errors > 0 && errors < 1) || leastLabels < 1) {
        throw new IllegalArgumentException("errors " + errors + ", labels " + leastLabels);
      }
    }
  }
}
