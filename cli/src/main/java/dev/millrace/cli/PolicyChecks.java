package dev.millrace.cli;

import dev.millrace.core.policy.FileGuard;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.Power;
import dev.millrace.core.secret.HomeSecrets;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.secret.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code doctor} says of a home's policy and secrets: names and places, never a value. */
final class PolicyChecks {
  private final OpenHome home;

  PolicyChecks(OpenHome home) {
    this.home = home;
  }

  List<HealthCheck> look() {
    List<HealthCheck> checks = new ArrayList<>();
    try {
      Policy policy = home.policy();
      checks.add(
          HealthCheck.good(
              "policy",
              Files.exists(policy.file())
                  ? policy.file().toString()
                  : "none at " + policy.file() + ": pipelines read their own folder only"));
      for (Power power : Power.values()) {
        policy.granted(power).forEach(entry -> checks.add(grant(power, entry)));
      }
      secrets(checks);
    } catch (MillraceException e) {
      e.problems().forEach(problem -> checks.add(HealthCheck.bad("policy", problem.text())));
    }
    return checks;
  }

  private static HealthCheck grant(Power power, String entry) {
    String name = "grant " + power.key();
    boolean folder = power == Power.READ;
    return folder && !Files.isDirectory(Path.of(entry))
        ? HealthCheck.bad(name, entry + " is not a folder that is there")
        : HealthCheck.good(name, entry);
  }

  private void secrets(List<HealthCheck> checks) {
    HomeSecrets secrets = home.secrets();
    try {
      for (SecretName name : secrets.names()) {
        checks.add(secret(name, secrets.folder().resolve(name.value())));
      }
    } catch (IOException e) {
      checks.add(HealthCheck.bad("secrets", secrets.folder() + ": " + FileFault.words(e)));
    }
  }

  private HealthCheck secret(SecretName name, Path file) {
    try {
      new FileGuard(home.home().folder()).requirePrivate(file);
      return HealthCheck.good("secret", name.value());
    } catch (MillraceException e) {
      return HealthCheck.bad("secret", e.problems().get(0).text());
    } catch (IOException e) {
      return HealthCheck.bad("secret", file + ": " + FileFault.words(e));
    }
  }
}
