package dev.millrace.store.postgres;

import dev.millrace.spi.secret.SecretName;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/**
 * Which PostgreSQL database keeps the metadata, and how a process uses it.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with what the driver takes after a
 *     question mark, but no user and no password
 * @param user absent: the driver's choice, the user of the process
 * @param password name of the secret, asked for at each connection; absent: none is sent
 * @param patience how long a write waits for other processes, 0 s to 10 min
 * @param readers most connections that read at once, 1 to 64; each has its own thread
 * @param groupSize most changes in one commit, 1 to 1,000
 */
public record PostgresSettings(
    String url,
    Optional<String> user,
    Optional<SecretName> password,
    Duration patience,
    int readers,
    int groupSize) {
  private static final String PREFIX = "jdbc:postgresql://";
  private static final Set<String> ELSEWHERE = Set.of("user", "password", "sslpassword");

  public PostgresSettings {
    if (!isUrl(url)) {
      // What stands here may have a password in it.
      throw new IllegalArgumentException("not the address of a PostgreSQL database");
    }
    if (patience.isNegative() || patience.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("patience is 0 s to 10 min, got " + patience);
    }
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("there are 1 to 64 readers, got " + readers);
    }
    if (groupSize < 1 || groupSize > 1000) {
      throw new IllegalArgumentException("a group has 1 to 1000 changes, got " + groupSize);
    }
  }

  /** The usual patience and numbers. */
  public static PostgresSettings of(
      String url, Optional<String> user, Optional<SecretName> password) {
    return new PostgresSettings(url, user, password, Duration.ofSeconds(15), 4, 64);
  }

  /** True for the address of a database without user and password in it. */
  public static boolean isUrl(String text) {
    if (!text.startsWith(PREFIX) || withoutQuery(text).contains("@")) {
      return false;
    }
    Properties parts = Driver.parseURL(text, new Properties());
    return parts != null && ELSEWHERE.stream().noneMatch(parts::containsKey);
  }

  /** The address without what stands after the question mark. */
  String address() {
    return withoutQuery(url);
  }

  private static String withoutQuery(String url) {
    int end = url.indexOf('?');
    return end < 0 ? url : url.substring(0, end);
  }

  /** At least one: to the server, 0 is to wait for ever. */
  int patienceMillis() {
    return Math.max(1, Math.toIntExact(patience.toMillis()));
  }
}
