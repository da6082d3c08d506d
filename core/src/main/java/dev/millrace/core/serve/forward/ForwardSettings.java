package dev.millrace.core.serve.forward;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where predictions are forwarded to: the key {@code log.forward} of a server.
 *
 * @param url takes batches by POST
 * @param batch most records of one request
 * @param every how often new records are looked for
 * @param timeout of one request
 * @param masked fields of a row that do not leave this machine
 * @param keys whether callers' names of cases do
 * @param hold how long records that could not be forwarded keep their files from being compacted
 */
public record ForwardSettings(
    URI url,
    int batch,
    Duration every,
    Duration timeout,
    Set<String> masked,
    Keys keys,
    Duration hold) {
  /** What becomes of callers' names of cases. */
  public enum Keys {
    FORWARD,
    MASK
  }

  private static final ValueForm<URI> URL =
      new ValueForm<>("an http or https address", ForwardSettings::url, URI::toString);

  public ForwardSettings {
    Objects.requireNonNull(url);
    Objects.requireNonNull(every);
    Objects.requireNonNull(timeout);
    masked = Set.copyOf(masked);
    Objects.requireNonNull(keys);
    Objects.requireNonNull(hold);
    if (batch < 1 || every.isZero() || timeout.isZero()) {
      throw new IllegalArgumentException("a batch of " + batch + " every " + every);
    }
  }

  /** Reads the section; empty when nothing is forwarded. Problems are noted there. */
  public static Optional<ForwardSettings> read(Section section) {
    Optional<URI> url =
        section.optional(
            "url", "takes batches of JSON lines by POST; nothing is sent when absent", URL);
    long batch =
        section.value("batch", "most records of one request", ValueForms.whole(1, 100_000), 500L);
    Duration every =
        section.value(
            "every",
            "how often new records are looked for",
            ValueForms.duration(),
            Duration.ofSeconds(1));
    Duration timeout =
        section.value("timeout", "of one request", ValueForms.duration(), Duration.ofSeconds(10));
    List<String> masked =
        section.list("mask", "fields of a row that are left out", ValueForms.text());
    Keys keys =
        section.value(
            "keys",
            "what becomes of callers' names of cases",
            ValueForms.choice(Keys.class),
            Keys.FORWARD);
    Duration hold =
        section.value(
            "hold",
            "how long records that could not be forwarded keep their files from being compacted",
            ValueForms.duration(),
            Duration.ofDays(7));
    if (every.isZero()
        || timeout.isZero()
        || (url.isEmpty() && !section.keys().isEmpty() && section.position("url").isEmpty())) {
      section
          .problems()
          .add(
              Problem.of(
                      ErrorCode.CONFIG_VALUE_INVALID, "forwarding needs a 'url', and times above 0")
                  .at(section.position().toString()));
      return Optional.empty();
    }
    return url.map(
        to ->
            new ForwardSettings(
                to, Math.toIntExact(batch), every, timeout, Set.copyOf(masked), keys, hold));
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getUserInfo() != null) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }
}
