package dev.millrace.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.NodeDigest;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.secret.Secret;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.spi.secret.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A secret from the key of a file to the place that uses it. */
final class SecretFormTest {
  private static final String VALUE = "https://hooks.example.com/T0K3N with a space";

  /** What an alert sink will read: the shape of the keys that come with it. */
  private record Alert(Optional<SecretName> webhook) {
    static Alert read(Section section) {
      return new Alert(section.optional("webhook", "where alerts go", SecretForm.FORM));
    }
  }

  private record Reading(Alert alert, List<Problem> problems) {}

  @Test
  void aNameIsReadAndNothingIsResolved() {
    Reading reading = read("alert: { webhook: secret(ALERT_URL) }\n");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.alert().webhook()).contains(new SecretName("ALERT_URL"));
    assertThat(SecretForm.FORM.print().apply(new SecretName("A"))).isEqualTo("secret(A)");
  }

  @Test
  void aValueWrittenOutIsRefusedUnseen() {
    for (String written :
        List.of(
            VALUE, "secret(" + VALUE + ")", "secret(T0K3N", "secret()", "$T0K3N", "secret(A B)")) {
      Problem problem = only(read("alert:\n  webhook: \"" + written + "\"\n"));
      assertThat(problem.where()).isEqualTo("p.yaml:2:12");
      assertThat(problem.text()).contains("secret(NAME)").doesNotContain("T0K3N");
    }
    Problem list = only(read("alert:\n  webhook: [T0K3N]\n"));
    assertThat(list.text()).doesNotContain("T0K3N");
  }

  @Test
  void aDigestKnowsTheNameOnly() {
    ConfigNode written = YamlReader.read("p.yaml", "webhook: secret(A)\n");
    ConfigNode other = YamlReader.read("p.yaml", "webhook: secret(B)\n");
    assertThat(NodeDigest.of(Optional.of(written))).isNotEqualTo(NodeDigest.of(Optional.of(other)));
    assertThat(new Secret(new SecretName("A"), "one"))
        .isEqualTo(new Secret(new SecretName("A"), "two"))
        .hasSameHashCodeAs(new Secret(new SecretName("A"), "two"));
  }

  @Test
  void whereItIsUsedItIsResolvedEachTime() {
    List<SecretName> asked = new ArrayList<>();
    Secrets secrets =
        name -> {
          asked.add(name);
          return new Secret(name, VALUE);
        };
    SecretName name =
        read("alert: { webhook: secret(ALERT_URL) }\n").alert().webhook().orElseThrow();
    assertThat(asked).isEmpty();
    assertThat(secrets.resolve(name).<Integer>use(String::length)).isEqualTo(VALUE.length());
    assertThat(secrets.resolve(name)).hasToString("secret(ALERT_URL)");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aFailureOfItsUserDoesNotTellIt() {
    Secret secret = new Secret(new SecretName("ALERT_URL"), VALUE);
    Throwable failure = catchThrowable(() -> secret.use(URI::create));
    assertThat(failure).isInstanceOf(MillraceException.class);
    assertThat(((MillraceException) failure).code()).isEqualTo(ErrorCode.SECRET_UNUSABLE);
    assertThat(failure).hasMessageContaining("secret(ALERT_URL)").hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("T0K3N");

    Throwable deep =
        catchThrowable(
            () ->
                secret.use(
                    value -> {
                      throw new IllegalStateException("outer", new IllegalArgumentException(value));
                    }));
    assertThat(deep).isInstanceOf(MillraceException.class).hasNoCause();

    IllegalStateException harmless = new IllegalStateException("busy");
    assertThat(
            catchThrowable(
                () ->
                    secret.use(
                        value -> {
                          throw harmless;
                        })))
        .isSameAs(harmless);
  }

  private static Reading read(String text) {
    Problems problems = new Problems();
    try (Section top = Section.top(YamlReader.read("p.yaml", text), problems)) {
      return new Reading(top.section("alert", "alerts", Alert::read), problems.found());
    }
  }

  private static Problem only(Reading reading) {
    assertThat(reading.problems()).hasSize(1);
    return reading.problems().get(0);
  }
}
