package dev.millrace.server.http;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where certificate and key are: the {@code tls} key.
 *
 * @param certificate PEM file: the server's certificate, then those up to the authority
 * @param key PEM file: the private key, not encrypted
 * @param check how often the files are looked at for a change
 */
public record TlsSettings(Path certificate, Path key, Duration check) {
  private static final Duration CHECK = Duration.ofSeconds(10);

  public TlsSettings {
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(key);
    Objects.requireNonNull(check);
  }

  static Optional<TlsSettings> read(Section section) {
    Optional<String> certificate =
        section.optional("certificate", "PEM file with the certificates", ValueForms.text());
    Optional<String> key = section.optional("key", "PEM file with the key", ValueForms.text());
    Duration check =
        section.value("check", "how often the files are looked at", Values.positive(), CHECK);
    if (certificate.isPresent() != key.isPresent()) {
      section
          .problems()
          .add(
              Problem.of(
                      ErrorCode.CONFIG_KEY_MISSING,
                      "TLS needs both 'tls.certificate' and 'tls.key'")
                  .at(section.position().toString()));
    }
    return certificate.flatMap(
        file -> key.map(other -> new TlsSettings(Path.of(file), Path.of(other), check)));
  }
}
