package dev.millrace.core.policy;

import dev.millrace.core.config.KeyDoc;
import dev.millrace.core.config.Position;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.config.YamlReader;
import dev.millrace.spi.secret.SecretName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code policy.yaml}; every problem is told at once, and any problem grants nothing. */
public final class PolicyYaml {
  private static final Pattern CLASS_NAME =
      Pattern.compile("[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*");

  private static final ValueForm<Path> PLACE =
      new ValueForm<>(
          "an absolute path without '..'",
          text -> {
            Path path = Path.of(text);
            if (!path.isAbsolute() || !path.equals(path.normalize())) {
              throw new IllegalArgumentException(text);
            }
            return path;
          },
          Path::toString);

  private static final ValueForm<SecretName> VARIABLE =
      new ValueForm<SecretName>(
              "the name of a variable, of A-Z, a-z, 0-9 and _, without its value",
              SecretName::new,
              SecretName::value)
          .hidden();

  private static final ValueForm<String> DRIVER =
      new ValueForm<>(
          "the class name of a driver, such as org.postgresql.Driver",
          text -> {
            if (!CLASS_NAME.matcher(text).matches()) {
              throw new IllegalArgumentException(text);
            }
            return text;
          },
          text -> text);

  private PolicyYaml() {}

  /**
   * Reads a policy.
   *
   * @param home folder of the home it belongs to
   * @param file name for messages
   */
  public static Policy read(Path home, String file, String text) {
    Problems problems = new Problems();
    Policy policy;
    try (Section top = Section.top(YamlReader.read(file, text), problems)) {
      policy = read(home, top);
    }
    problems.throwIfAny();
    return policy;
  }

  /** Every key with its meaning. */
  public static List<KeyDoc> describe() {
    List<KeyDoc> docs = new ArrayList<>();
    read(Path.of(""), Section.describing(docs));
    return docs;
  }

  private static Policy read(Path home, Section top) {
    top.value("config-version", "version of this file's form", ValueForms.whole(1, 1), 1L);
    Map<Power, Position> written = new EnumMap<>(Power.class);
    for (Power power : Power.values()) {
      top.position(power.key()).ifPresent(place -> written.put(power, place));
    }
    return new Policy(
        home,
        written,
        top.list(Power.READ.key(), "folders whose files pipelines may read", PLACE),
        top.list(Power.HOSTS.key(), "hosts that may be called", HostGrant.FORM),
        top.list(
            Power.ENVIRONMENT.key(), "variables of the environment that may be read", VARIABLE),
        top.list(Power.COMMANDS.key(), "programs that may be started", PLACE),
        top.list(Power.JDBC_DRIVERS.key(), "JDBC drivers that may be loaded", DRIVER),
        top.list(Power.JDBC_HOSTS.key(), "hosts that JDBC may connect to", HostGrant.FORM));
  }
}
