package dev.millrace.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.ModelName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLabelTest {
  private static final ModelName MODEL = new ModelName("taxi");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Upper",
        "a b",
        "a\u0000",
        "a\u001b[2J",
        "a\n",
        "'; DROP TABLE event; --",
        "ü"
      })
  void namesOfTagsAndAliasesAreThoseOfEverythingElse(String name) {
    refused(ErrorCode.NAME_INVALID, ModelLabel.Kind.TAG, name, "x");
    refused(ErrorCode.NAME_INVALID, ModelLabel.Kind.ALIAS, name, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "a\u001b[2J", "a\r", "\u0085", "\ud800"})
  void textsHaveNoControlCharacters(String value) {
    refused(ErrorCode.VALUE_INVALID, ModelLabel.Kind.TAG, "t", value);
    refused(ErrorCode.VALUE_INVALID, ModelLabel.Kind.DESCRIPTION, "", value);
  }

  @Test
  void textsHaveALimitAndDescriptionsHaveLines() {
    String lines = "a\n\tb " + "x".repeat(9_990);
    assertThat(new ModelLabel(MODEL, 0, ModelLabel.Kind.DESCRIPTION, "", lines).value())
        .isEqualTo(lines);
    refused(ErrorCode.VALUE_INVALID, ModelLabel.Kind.DESCRIPTION, "", "x".repeat(10_001));
    refused(ErrorCode.VALUE_INVALID, ModelLabel.Kind.TAG, "t", "x".repeat(1_001));
    refused(ErrorCode.VALUE_INVALID, ModelLabel.Kind.TAG, "t", "a\nb");
  }

  @Test
  void anAliasIsNoNumber() {
    refused(ErrorCode.NAME_INVALID, ModelLabel.Kind.ALIAS, "3", "");
    assertThat(new ModelLabel(MODEL, 1, ModelLabel.Kind.TAG, "3", "x").name()).isEqualTo("3");
  }

  private static void refused(ErrorCode code, ModelLabel.Kind kind, String name, String value) {
    assertThatThrownBy(() -> new ModelLabel(MODEL, 1, kind, name, value))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.problems().get(0).text()).doesNotContainPattern("\\p{Cntrl}");
            });
  }
}
