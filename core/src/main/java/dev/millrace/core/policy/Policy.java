package dev.millrace.core.policy;

import dev.millrace.core.config.Position;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.secret.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The grants of a home. Questions are answered with yes or no; what {@code require} refuses says
 * which line of which file would allow it.
 *
 * @param home folder of the home
 * @param written where the keys stand in the file
 * @param folders folders whose files may be read
 * @param hosts hosts that may be called
 * @param environment variables of the environment that may be read
 * @param commands programs that may be started
 * @param drivers class names of JDBC drivers that may be loaded
 * @param databases hosts that JDBC may connect to
 */
public record Policy(
    Path home,
    Map<Power, Position> written,
    List<Path> folders,
    List<HostGrant> hosts,
    List<SecretName> environment,
    List<Path> commands,
    List<String> drivers,
    List<HostGrant> databases) {
  /** Name of the file in the home. */
  public static final String FILE = "policy.yaml";

  /** Entries of a home that no pipeline reads, whatever is granted. */
  private static final Set<String> PRIVATE =
      Set.of(FILE, "secrets", "blobs", "log", "scratch", "format");

  public Policy {
    Objects.requireNonNull(home);
    written = Map.copyOf(written);
    folders = List.copyOf(folders);
    hosts = List.copyOf(hosts);
    environment = List.copyOf(environment);
    commands = List.copyOf(commands);
    drivers = List.copyOf(drivers);
    databases = List.copyOf(databases);
  }

  /** The policy of a home that has none: nothing is granted. */
  public static Policy none(Path home) {
    return new Policy(
        home, Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** The file that grants, whether it is there or not. */
  public Path file() {
    return home.resolve(FILE);
  }

  /**
   * May files at this place be read?
   *
   * @param real links followed, as {@link Path#toRealPath} gives it
   */
  public boolean mayRead(Path real) {
    return !isPrivate(real)
        && folders.stream()
            .flatMap(folder -> real(folder).stream())
            .anyMatch(folder -> real.startsWith(folder));
  }

  /** Is this the home's own: its secrets, its policy, its contents? */
  public boolean isPrivate(Path real) {
    Optional<Path> own = real(home);
    if (own.isEmpty() || !real.startsWith(own.get()) || real.equals(own.get())) {
      return false;
    }
    String first = own.get().relativize(real).getName(0).toString();
    return PRIVATE.contains(first) || first.startsWith("millrace.");
  }

  /** May this host be called? */
  public boolean mayCall(String host, int port) {
    return hosts.stream().anyMatch(grant -> grant.covers(host, port));
  }

  /** May this variable of the environment be read? */
  public boolean mayUse(SecretName variable) {
    return environment.contains(variable);
  }

  /** May this program be started? The path is compared as it is granted. */
  public boolean mayStart(Path command) {
    return commands.contains(command);
  }

  /** May this JDBC driver be loaded? */
  public boolean mayLoad(String driver) {
    return drivers.contains(driver);
  }

  /** May JDBC connect to this host? */
  public boolean mayConnect(String host, int port) {
    return databases.stream().anyMatch(grant -> grant.covers(host, port));
  }

  public void requireCall(String host, int port) {
    if (!mayCall(host, port)) {
      throw denied("calling this host is not granted", Power.HOSTS, host + ":" + port);
    }
  }

  public void requireUse(SecretName variable) {
    if (!mayUse(variable)) {
      throw denied(
          "reading this variable of the environment is not granted",
          Power.ENVIRONMENT,
          variable.value());
    }
  }

  public void requireStart(Path command) {
    if (!mayStart(command)) {
      throw denied("starting this program is not granted", Power.COMMANDS, command.toString());
    }
  }

  public void requireLoad(String driver) {
    if (!mayLoad(driver)) {
      throw denied("loading this JDBC driver is not granted", Power.JDBC_DRIVERS, driver);
    }
  }

  public void requireConnect(String host, int port) {
    if (!mayConnect(host, port)) {
      throw denied(
          "connecting to this database host is not granted", Power.JDBC_HOSTS, host + ":" + port);
    }
  }

  /** What to write where, so that {@code entry} is granted. */
  public String advice(Power power, String entry) {
    String quoted = '"' + entry.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    Position place = written.get(power);
    return place == null
        ? "The operator of this home grants it with this line in "
            + file()
            + ": "
            + power.key()
            + ": ["
            + quoted
            + "]"
        : "The operator of this home grants it by adding "
            + quoted
            + " to the list '"
            + power.key()
            + "' at "
            + place;
  }

  /** The entries of a power, as they are written. */
  public List<String> granted(Power power) {
    Stream<?> entries =
        switch (power) {
          case READ -> folders.stream();
          case HOSTS -> hosts.stream();
          case ENVIRONMENT -> environment.stream();
          case COMMANDS -> commands.stream();
          case JDBC_DRIVERS -> drivers.stream();
          case JDBC_HOSTS -> databases.stream();
        };
    return entries.map(Object::toString).toList();
  }

  private MillraceException denied(String what, Power power, String entry) {
    return Problem.of(ErrorCode.POLICY_DENIED, what)
        .found(entry)
        .next(advice(power, entry))
        .asException();
  }

  private static Optional<Path> real(Path folder) {
    try {
      return Files.exists(folder) ? Optional.of(folder.toRealPath()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // gone, or hidden from this user: it grants nothing
    }
  }
}
