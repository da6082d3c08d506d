package dev.millrace.spi.store;

import java.util.Objects;

/** The metadata of a home that serving, releases and monitoring work with. */
public record ServingStores(
    MachineStore machines, ReleaseLog releases, ServingNodes nodes, MonitorWindows windows) {
  public ServingStores {
    Objects.requireNonNull(machines);
    Objects.requireNonNull(releases);
    Objects.requireNonNull(nodes);
    Objects.requireNonNull(windows);
  }
}
