package dev.millrace.core.serve.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every record is forwarded, whatever fails, and again only when it is not known to be there. */
class ForwarderTest {
  private static final ForwardSettings SETTINGS =
      new ForwardSettings(
          URI.create("http://sink/"),
          4,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Set.of(),
          ForwardSettings.Keys.FORWARD,
          Duration.ofDays(7));

  @TempDir Path log;
  private final List<String> names = new ArrayList<>();
  private final List<JsonObject> taken = new ArrayList<>();
  private int failures;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private void sink(String name, byte[] lines) {
    if (failures > 0) {
      failures--;
      throw Problem.of(ErrorCode.LOG_UNAVAILABLE, "the sink is away").asException();
    }
    names.add(name);
    new String(lines, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line ->
                taken.add(JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))));
  }

  @Test
  void recordsGoInBatchesInTheirOrder() {
    write("one", 0, 10);
    forwarder(SETTINGS).tick();
    assertThat(names).containsExactly("one-0-4", "one-4-4", "one-8-2");
    assertThat(sequences()).isEqualTo(LongStream.range(0, 10).boxed().toList());
    JsonObject first = taken.get(0);
    assertThat(first.text("model")).isEqualTo("taxi");
    assertThat(first.text("environment")).isEqualTo("production");
    assertThat(first.object("row").whole("miles")).isZero();
    assertThat(first.text("decision")).isEqualTo("yes");
    assertThat(first.texts("warnings")).containsExactly("out-of-range:miles");
    assertThat(first.find("masked")).isEmpty();
  }

  @Test
  void aSinkThatIsAwayIsTriedAgainFromWhereItWas() {
    write("one", 0, 10);
    Forwarder forwarder = forwarder(SETTINGS);
    failures = 3;
    forwarder.tick();
    assertThat(forwarder.holds()).isTrue();
    forwarder.tick();
    assertThat(failures).as("no second try within the pause").isEqualTo(2);
    now = now.plusSeconds(1);
    forwarder.tick();
    now = now.plusSeconds(2);
    forwarder.tick();
    assertThat(taken).isEmpty();
    now = now.plusSeconds(4);
    forwarder.tick();
    assertThat(sequences()).isEqualTo(LongStream.range(0, 10).boxed().toList());
    assertThat(forwarder.holds()).isFalse();
  }

  @Test
  void whatWasTakenBeforeAFailureIsNotSentAgainAlsoByTheNextProcess() {
    write("one", 0, 10);
    Forwarder dies =
        new Forwarder(
            log,
            EnvironmentName.PRODUCTION,
            SETTINGS,
            (name, lines) -> {
              if (names.size() == 2) {
                throw Problem.of(ErrorCode.LOG_UNAVAILABLE, "away").asException();
              }
              sink(name, lines);
            },
            () -> now);
    dies.tick();
    assertThat(taken).hasSize(8);
    write("two", 100, 3);
    forwarder(SETTINGS).tick();
    assertThat(taken.stream().map(line -> line.object("row").whole("miles")))
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.range(0, 10), LongStream.range(100, 103))
                .boxed()
                .toList());
    forwarder(SETTINGS).tick();
    assertThat(taken).as("nothing is new").hasSize(13);
  }

  @Test
  void filesAreHeldForAsLongAsIsAskedFor() {
    write("one", 0, 1);
    Forwarder forwarder = forwarder(SETTINGS);
    failures = Integer.MAX_VALUE;
    forwarder.tick();
    now = now.plus(Duration.ofDays(7).minusSeconds(1));
    assertThat(forwarder.holds()).isTrue();
    now = now.plusSeconds(1);
    assertThat(forwarder.holds()).isFalse();
  }

  @Test
  void maskedFieldsAndKeysDoNotLeave() {
    write("one", 0, 1);
    forwarder(
            new ForwardSettings(
                SETTINGS.url(),
                4,
                SETTINGS.every(),
                SETTINGS.timeout(),
                Set.of("company"),
                ForwardSettings.Keys.MASK,
                SETTINGS.hold()))
        .tick();
    JsonObject line = taken.get(0);
    assertThat(line.object("row").names()).containsExactly("miles");
    assertThat(line.find("key")).isEmpty();
    assertThat(line.texts("masked")).containsExactly("key", "row.company");
  }

  private Forwarder forwarder(ForwardSettings settings) {
    return new Forwarder(log, EnvironmentName.PRODUCTION, settings, this::sink, () -> now);
  }

  private List<Long> sequences() {
    return taken.stream().map(line -> line.whole("sequence")).toList();
  }

  private void write(String node, int from, int count) {
    try (PredictionLog open =
        PredictionLog.open(
            log,
            new NodeId(node),
            LogSettings.DEFAULTS,
            Sampling.EVERYTHING,
            () -> now,
            Thread.ofPlatform().daemon().factory())) {
      IntStream.range(from, from + count)
          .forEach(number -> open.append(prediction(number), fate -> {}));
    }
  }

  private static LoggedPrediction prediction(int number) {
    return new LoggedPrediction(
        new PredictionId(number, number),
        1_700_000_000_000_000L + number,
        new ServedVersion(new ModelName("taxi"), 3, 7),
        RowJson.of("{\"miles\":" + number + ",\"company\":\"Blue Ribbon\"}"),
        ScoreVector.of(0.25, 0.75),
        Optional.of("yes"),
        1,
        Optional.of("order-" + number),
        List.of("out-of-range:miles"));
  }
}
