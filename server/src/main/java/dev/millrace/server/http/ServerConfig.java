package dev.millrace.server.http;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The server's settings: the {@code server} key.
 *
 * @param host address to listen at; only loopback until there is authentication
 * @param port from 1, or 0 for any free one
 * @param names further names under which clients may call a loopback server
 * @param eventLoops threads that move bytes; empty: one for each processor
 */
public record ServerConfig(
    String host,
    long port,
    List<String> names,
    Optional<Long> eventLoops,
    Limits limits,
    WorkSettings work,
    StreamSettings streams,
    DrainSettings stop,
    Optional<TlsSettings> tls) {
  public static final ServerConfig DEFAULTS =
      new ServerConfig(
          "127.0.0.1",
          8080,
          List.of(),
          Optional.empty(),
          Limits.DEFAULTS,
          WorkSettings.DEFAULTS,
          StreamSettings.DEFAULTS,
          DrainSettings.DEFAULTS,
          Optional.empty());

  public ServerConfig {
    Objects.requireNonNull(host);
    names = List.copyOf(names);
    Objects.requireNonNull(eventLoops);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(work);
    Objects.requireNonNull(streams);
    Objects.requireNonNull(stop);
    Objects.requireNonNull(tls);
  }

  /** Reads the section; problems are noted there. */
  public static ServerConfig read(Section section) {
    return new ServerConfig(
        section.value("host", "address to listen at", ValueForms.text(), DEFAULTS.host),
        section.value(
            "port",
            "port to listen at; 0 takes any free one",
            ValueForms.whole(0, 65_535),
            DEFAULTS.port),
        section.list(
            "names", "names, beside localhost, under which clients may call", ValueForms.text()),
        section.optional(
            "event-loops",
            "threads that move bytes; one for each processor when absent",
            ValueForms.whole(1, 256)),
        section.section("limits", "what one client may ask", Limits::read),
        section.section("work", "requests that may block", WorkSettings::read),
        section.section("streams", "event streams", StreamSettings::read),
        section.section("stop", "how the server stops", DrainSettings::read),
        section.section("tls", "certificate and key", TlsSettings::read));
  }

  /** The same at any free port. */
  public ServerConfig atAnyPort() {
    return atPort(0);
  }

  public ServerConfig atPort(long other) {
    return new ServerConfig(host, other, names, eventLoops, limits, work, streams, stop, tls);
  }

  public ServerConfig with(Limits other) {
    return new ServerConfig(host, port, names, eventLoops, other, work, streams, stop, tls);
  }

  public ServerConfig with(WorkSettings other) {
    return new ServerConfig(host, port, names, eventLoops, limits, other, streams, stop, tls);
  }

  public ServerConfig with(StreamSettings other) {
    return new ServerConfig(host, port, names, eventLoops, limits, work, other, stop, tls);
  }

  public ServerConfig with(DrainSettings other) {
    return new ServerConfig(host, port, names, eventLoops, limits, work, streams, other, tls);
  }

  public ServerConfig with(TlsSettings other) {
    return new ServerConfig(
        host, port, names, eventLoops, limits, work, streams, stop, Optional.of(other));
  }
}
