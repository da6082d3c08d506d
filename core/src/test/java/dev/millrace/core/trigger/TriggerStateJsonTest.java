package dev.millrace.core.trigger;

import static dev.millrace.core.trigger.TriggerCases.DYNAMIC;
import static dev.millrace.core.trigger.TriggerCases.data;
import static dev.millrace.core.trigger.TriggerCases.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.trigger.TriggerCases.Story;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriggerStateJsonTest {
  /** As it is stored since format 1: this text is not to be changed. */
  private static final String GOLDEN =
      "{\"attempts\":1,\"causes\":[],\"decision\":\"run 1 because of new-data, drift (version 1:"
          + " fare)\",\"failures\":0,\"format\":1,\"labelled\":0,\"noted\":[],\"running\":{"
          + "\"causes\":[{\"kind\":\"NEW_DATA\",\"since\":\"2026-03-01T12:00:00Z\",\"version\":0,"
          + "\"words\":\"\"},{\"kind\":\"DRIFT\",\"since\":\"2026-03-01T12:00:00Z\",\"version\":1,"
          + "\"words\":\"version 1: fare\"}],\"node\":\"one\",\"number\":1,\"since\":"
          + "\"2026-03-01T12:05:00Z\",\"source\":\"a\"},\"since\":\"2026-03-01T12:00:00Z\","
          + "\"source\":\"a\",\"started\":\"2026-03-01T12:05:00Z\",\"tried\":\"\"}";

  @Test
  void theStoredFormStays() {
    Story story = new Story(DYNAMIC);
    story.happens(data("a"));
    story.happens(new TriggerEvent.DriftFound(1, "fare"));
    story.later(Duration.ofMinutes(5)).happens(tick());
    assertThat(CanonicalJson.text(TriggerStateJson.of(story.state))).isEqualTo(GOLDEN);
    assertThat(TriggerStateJson.state(JsonReader.read(GOLDEN.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(story.state);
  }

  @Test
  void aLaterFormIsRefused() {
    byte[] later = GOLDEN.replace("\"format\":1", "\"format\":2").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TriggerStateJson.state(JsonReader.read(later)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("format 1");
  }
}
