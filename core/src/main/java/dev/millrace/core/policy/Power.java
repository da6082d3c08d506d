package dev.millrace.core.policy;

/** What an operator can grant, by the key of {@code policy.yaml} that grants it. */
public enum Power {
  /** Reading files of a folder and of those in it. */
  READ("read"),
  /** Calling a host outside. */
  HOSTS("hosts"),
  /** Reading a variable of the environment. */
  ENVIRONMENT("environment"),
  /** Starting a program. */
  COMMANDS("commands"),
  /** Loading a JDBC driver. */
  JDBC_DRIVERS("jdbc-drivers"),
  /** Connecting to a database host. */
  JDBC_HOSTS("jdbc-hosts");

  private final String key;

  Power(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
