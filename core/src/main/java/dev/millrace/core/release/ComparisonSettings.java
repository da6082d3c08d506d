package dev.millrace.core.release;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.spi.store.ReleaseRoute;
import java.util.List;
import java.util.Optional;

/** The keys {@code shadow} and {@code ab-test} of a release. */
final class ComparisonSettings {
  private static final double HALF = 0.5;
  private static final long MOST = 1_000_000_000;

  private ComparisonSettings() {}

  /**
   * What the keys say.
   *
   * @param shares those of an A/B test; none when there is no test
   */
  record Found(Comparison comparison, List<Integer> shares) {}

  static Found read(Section section, ReleaseSettings.Mode mode) {
    Comparison.Shadow shadow =
        section.section(
            "shadow",
            "a candidate that scores a share of the requests and answers none of them",
            ComparisonSettings::shadow);
    Optional<Found> test =
        section.section(
            "ab-test",
            "a share of the callers is answered by the candidate until labels say which is better",
            ComparisonSettings::test);
    requireOwn(section, mode, "shadow", ReleaseSettings.Mode.SHADOW);
    requireOwn(section, mode, "ab-test", ReleaseSettings.Mode.AB_TEST);
    Found watched = new Found(new Comparison.ByWatch(), List.of());
    return switch (mode) {
      case SHADOW -> new Found(shadow, List.of());
      case AB_TEST -> {
        if (test.isEmpty() && section.position("ab-test").isEmpty()) {
          ReleaseSettings.refuse(section, "the strategy ab-test needs the key 'ab-test'");
        }
        yield test.orElse(new Found(new Comparison.ByWatch(), List.of(ReleaseRoute.WHOLE)));
      }
      case IMMEDIATE, CANARY, BLUE_GREEN, BY_HAND -> watched;
    };
  }

  private static void requireOwn(
      Section section, ReleaseSettings.Mode mode, String key, ReleaseSettings.Mode own) {
    if (section.position(key).isPresent() && mode != own) {
      ReleaseSettings.refuse(section, "'" + key + "' belongs to the strategy " + key);
    }
  }

  private static Comparison.Shadow shadow(Section section) {
    return new Comparison.Shadow(
        share(section, "of the requests", 0.1),
        section.value(
            "least-rows", "rows that must have been compared", ValueForms.whole(1, MOST), 1_000L),
        section.value(
            "max-differing",
            "share of rows about which it may say something else than was answered",
            ValueForms.share(),
            0.05),
        section.value(
            "tolerance",
            "amounts that differ by at most this share of the larger are the same",
            ValueForms.share(),
            0.01),
        section.value(
            "then",
            "what comes of one that agrees: the end, until a person releases it, or its steps",
            ValueForms.choice(Comparison.Then.class),
            Comparison.Then.END));
  }

  private static Optional<Found> test(Section section) {
    int share = share(section, "of the callers that the candidate answers", HALF);
    Optional<RouteKey> key =
        section.optional(
            "key",
            "by which callers are told apart: each is always answered by the same version",
            RouteKey.FORM);
    Optional<String> wanted =
        section.optional(
            "success",
            "the label that counts as a success; when absent a decision that is the label does",
            ValueForms.text());
    double errors =
        section.value(
            "errors",
            "probability of finding a difference where there is none, however often it is looked"
                + " at",
            ValueForms.real(1e-9, HALF),
            0.05);
    long labels =
        section.value(
            "least-labels", "labels that each version must have", ValueForms.whole(1, MOST), 100L);
    if (key.isEmpty() && !section.keys().isEmpty() && section.position("key").isEmpty()) {
      ReleaseSettings.refuse(section, "an A/B test needs a 'key' by which callers are told apart");
    }
    return key.map(
        by ->
            new Found(
                new Comparison.AbTest(by, wanted, errors, labels),
                List.of(share, ReleaseRoute.WHOLE)));
  }

  private static int share(Section section, String of, double usual) {
    int share =
        (int)
            Math.round(section.value("share", of, ValueForms.share(), usual) * ReleaseRoute.WHOLE);
    if (share < 1 || (share == ReleaseRoute.WHOLE && usual == HALF)) {
      ReleaseSettings.refuse(
          section, "a share is above 0 and leaves something to the live version");
      return (int) (usual * ReleaseRoute.WHOLE);
    }
    return share;
  }
}
