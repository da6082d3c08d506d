package dev.millrace.server.grpc;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether and where inference is served over gRPC: the {@code grpc} key.
 *
 * @param port from 1, or 0 for any free one; empty: the one behind the HTTP server's
 */
public record GrpcConfig(boolean enabled, Optional<Long> port) {
  public GrpcConfig {
    Objects.requireNonNull(port);
  }

  /** Reads the section; problems are noted there. */
  public static GrpcConfig read(Section section) {
    return new GrpcConfig(
        section.value(
            "enabled",
            "whether the Open Inference Protocol is served over gRPC",
            ValueForms.flag(),
            true),
        section.optional(
            "port",
            "port to listen at; 0 takes any free one; the one behind server.port when absent",
            ValueForms.whole(0, 65_535)));
  }

  /** The port to listen at beside an HTTP server that was told to take this one. */
  long portBeside(long http) {
    return port.orElse(http == 0 || http == 65_535 ? 0 : http + 1);
  }
}
