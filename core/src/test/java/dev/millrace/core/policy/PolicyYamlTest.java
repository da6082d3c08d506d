package dev.millrace.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.config.KeyDoc;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.secret.SecretName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyYamlTest {
  private static final Path HOME = Path.of("/home/of/millrace");

  @Test
  void nothingIsGrantedByDefault() {
    for (Policy policy : List.of(Policy.none(HOME), read(""), read("config-version: 1\n"))) {
      assertThat(policy.mayRead(Path.of("/etc/hostname"))).isFalse();
      assertThat(policy.mayCall("example.com", 443)).isFalse();
      assertThat(policy.mayUse(new SecretName("PATH"))).isFalse();
      assertThat(policy.mayStart(Path.of("/bin/sh"))).isFalse();
      assertThat(policy.mayLoad("org.postgresql.Driver")).isFalse();
      assertThat(policy.mayConnect("localhost", 5432)).isFalse();
    }
  }

  @Test
  void whatIsWrittenIsGrantedAndNothingElse() {
    Policy policy =
        read(
            """
            hosts: [Hooks.example.com, "10.0.0.7:8443"]
            environment: ALERT_URL
            commands: [/usr/bin/python3]
            jdbc-drivers: [org.postgresql.Driver]
            jdbc-hosts: ["db:5432", "[::1]:5433"]
            """);
    assertThat(policy.mayCall("hooks.EXAMPLE.com", 1)).isTrue();
    assertThat(policy.mayCall("evil.hooks.example.com", 443)).isFalse();
    assertThat(policy.mayCall("10.0.0.7", 8443)).isTrue();
    assertThat(policy.mayCall("10.0.0.7", 443)).isFalse();
    assertThat(policy.mayCall("db", 5432)).as("another power").isFalse();
    assertThat(policy.mayUse(new SecretName("ALERT_URL"))).isTrue();
    assertThat(policy.mayUse(new SecretName("alert_url"))).isFalse();
    assertThat(policy.mayStart(Path.of("/usr/bin/python3"))).isTrue();
    assertThat(policy.mayStart(Path.of("/usr/bin/../bin/python3"))).isFalse();
    assertThat(policy.mayLoad("org.postgresql.Driver")).isTrue();
    assertThat(policy.mayConnect("db", 5432)).isTrue();
    assertThat(policy.mayConnect("db", 5433)).isFalse();
    assertThat(policy.mayConnect("[::1]", 5433)).isTrue();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    List<Problem> problems =
        refusal(
            """
            config-version: 2
            raed: [/data]
            read:
              - data
              - /data/../etc
            hosts: ["https://example.com/x", "example.com:0"]
            commands: [python3]
            jdbc-drivers: [postgres driver]
            """);
    assertThat(problems.stream().map(Problem::where))
        .containsExactlyInAnyOrder(
            "policy.yaml:1:17",
            "policy.yaml:2:1",
            "policy.yaml:4:5",
            "policy.yaml:5:5",
            "policy.yaml:6:9",
            "policy.yaml:6:34",
            "policy.yaml:7:12",
            "policy.yaml:8:16");
    assertThat(problems)
        .filteredOn(problem -> problem.code() == ErrorCode.CONFIG_KEY_UNKNOWN)
        .singleElement()
        .extracting(Problem::next)
        .isEqualTo("Did you mean 'read'?");
  }

  @Test
  void aValueWrittenInPlaceOfANameIsNotRepeated() {
    assertThat(refusal("environment: [\"TOKEN=s3cr3t-value\"]\n").get(0).text())
        .contains("policy.yaml:1:15")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aRefusalSaysWhichLineToWrite() {
    assertThat(denial(Policy.none(HOME), policy -> policy.requireCall("example.com", 443)).next())
        .contains("/home/of/millrace/policy.yaml")
        .endsWith("hosts: [\"example.com:443\"]");
    Policy some = read("read: [/data]\nenvironment: [A]\n");
    assertThat(denial(some, policy -> policy.requireUse(new SecretName("B"))).next())
        .contains("adding \"B\" to the list 'environment' at policy.yaml:2:1");
    assertThat(denial(some, policy -> policy.requireStart(Path.of("/bin/a \"b\""))).next())
        .endsWith("commands: [\"/bin/a \\\"b\\\"\"]");
    assertThat(denial(some, policy -> policy.requireLoad("org.h2.Driver")).next())
        .endsWith("jdbc-drivers: [\"org.h2.Driver\"]");
    assertThat(denial(some, policy -> policy.requireConnect("db", 1)).next())
        .endsWith("jdbc-hosts: [\"db:1\"]");
  }

  @Test
  void theLineThatIsAdvisedGrants() {
    Path odd = Path.of("/data/a: \"b\" #\\c'");
    String advice = Policy.none(HOME).advice(Power.READ, odd.toString());
    assertThat(read(advice.substring(advice.indexOf("read: "))).folders()).containsExactly(odd);
  }

  @Test
  void everyPowerHasItsKey() {
    assertThat(PolicyYaml.describe().stream().map(KeyDoc::path))
        .containsAll(Arrays.stream(Power.values()).map(Power::key).toList());
  }

  private static Policy read(String text) {
    return PolicyYaml.read(HOME, "policy.yaml", text);
  }

  private static List<Problem> refusal(String text) {
    MillraceException failure = catchThrowableOfType(MillraceException.class, () -> read(text));
    assertThat(failure).as("refusal of %s", text).isNotNull();
    return failure.problems();
  }

  private static Problem denial(Policy policy, java.util.function.Consumer<Policy> use) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> use.accept(policy));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.POLICY_DENIED);
    return failure.problems().get(0);
  }
}
