package dev.millrace.core.serve.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The latest label wins, whatever the order; nothing is counted twice or forgotten. */
final class LabelJoinTest {
  private static final ModelName MODEL = new ModelName("taxi");

  private final List<LabelledPrediction> told = new ArrayList<>();
  private final LabelJoin join = new LabelJoin(JoinLimits.DEFAULTS, told::add);

  private static LoggedPrediction prediction(int number, String key) {
    return new LoggedPrediction(
        new PredictionId(number, 0),
        number,
        new ServedVersion(MODEL, 1, 1),
        RowJson.of("{\"n\":" + number + "}"),
        ScoreVector.of(0.5),
        Optional.empty(),
        1,
        key.isEmpty() ? Optional.empty() : Optional.of(key),
        List.of());
  }

  private static LoggedLabel label(LabelTarget target, String value, long arrival) {
    return new LoggedLabel(
        target, value, 0, arrival, new Actor("billing", Actor.Standing.VERIFIED));
  }

  private static LabelTarget id(int number) {
    return new LabelTarget.OfPrediction(new PredictionId(number, 0));
  }

  private static LabelTarget key(String key) {
    return new LabelTarget.OfKey(MODEL, key);
  }

  @Test
  void aCorrectionTakesTheEarlierLabelBack() {
    join.prediction(prediction(1, ""));
    join.label(label(id(1), "no", 10));
    join.label(label(id(1), "yes", 20));
    assertThat(told).extracting(one -> one.label().value()).containsExactly("no", "yes");
    assertThat(told.get(1).replaced()).map(LoggedLabel::value).contains("no");
    assertThat(join.counts().conflicting()).isEqualTo(1);
    assertThat(join.labelsOf(new PredictionId(1, 0)))
        .extracting(LoggedLabel::value)
        .containsExactly("no", "yes");
    join.label(label(id(1), "no", 30));
    assertThat(told.get(2).label().value()).isEqualTo("no");
  }

  @Test
  void repeatingChangesNothing() {
    for (int round = 0; round < 3; round++) {
      join.prediction(prediction(1, "k"));
      join.label(label(id(1), "no", 10));
      join.label(label(key("k"), "no", 10));
    }
    assertThat(told).hasSize(1);
    JoinCounts counts = join.counts();
    assertThat(counts.predictions()).isEqualTo(1);
    assertThat(counts.repeatedPredictions()).isEqualTo(2);
    assertThat(counts.labels()).isEqualTo(6);
    assertThat(counts.repeatedLabels()).isEqualTo(4);
    assertThat(counts.conflicting()).isZero();
  }

  @Test
  void aLabelWaitsForItsPrediction() {
    join.label(label(id(1), "no", 10));
    join.label(label(key("k"), "yes", 10));
    assertThat(told).isEmpty();
    assertThat(join.counts().unknownLabels()).isEqualTo(2);
    join.prediction(prediction(1, ""));
    join.prediction(prediction(2, "k"));
    join.prediction(prediction(3, "k"));
    assertThat(told).extracting(one -> one.label().value()).containsExactly("no", "yes", "yes");
    assertThat(join.counts().unknownLabels()).isZero();
    assertThat(join.counts().labelled()).isEqualTo(3);
  }

  @Test
  void aKeyIsAModelsOwn() {
    join.prediction(prediction(1, "k"));
    join.label(label(new LabelTarget.OfKey(new ModelName("other"), "k"), "no", 10));
    assertThat(told).isEmpty();
    assertThat(join.counts().unknownLabels()).isEqualTo(1);
  }

  @Test
  void theOldestGoesWhenThereIsTooMuch() {
    LabelJoin small = new LabelJoin(new JoinLimits(10, 5), told::add);
    for (int i = 0; i < 30; i++) {
      small.prediction(prediction(i, "k" + i));
    }
    small.label(label(id(25), "no", 1));
    small.label(label(key("k29"), "no", 1));
    assertThat(told).hasSize(2);
    assertThat(small.counts().expired()).isEqualTo(20 + 25);
  }

  @Test
  void theEndDoesNotDependOnTheOrder() {
    SplittableRandom random = new SplittableRandom(20261125);
    for (int round = 0; round < 300; round++) {
      List<Object> records = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        records.add(prediction(i, random.nextBoolean() ? "k" + random.nextInt(2) : ""));
      }
      for (int i = random.nextInt(12); i > 0; i--) {
        LabelTarget target =
            random.nextBoolean() ? id(random.nextInt(8)) : key("k" + random.nextInt(3));
        records.add(label(target, "v" + random.nextInt(3), random.nextInt(5)));
      }
      Map<PredictionId, String> first = play(records);
      for (int shuffle = 0; shuffle < 4; shuffle++) {
        for (int i = records.size() - 1; i > 0; i--) {
          java.util.Collections.swap(records, i, random.nextInt(i + 1));
        }
        records.add(records.get(random.nextInt(records.size())));
        assertThat(play(records)).isEqualTo(first);
      }
    }
  }

  /** Labels as a listener that believes every word ends up with; they must be what the join has. */
  private static Map<PredictionId, String> play(List<Object> records) {
    Map<PredictionId, String> heard = new HashMap<>();
    LabelJoin join =
        new LabelJoin(
            JoinLimits.DEFAULTS,
            one -> {
              String before = heard.put(one.prediction().id(), one.label().value());
              assertThat(Optional.ofNullable(before))
                  .isEqualTo(one.replaced().map(LoggedLabel::value));
            });
    for (Object record : records) {
      if (record instanceof LoggedPrediction prediction) {
        join.prediction(prediction);
      } else {
        join.label((LoggedLabel) record);
      }
    }
    Map<PredictionId, String> held = new HashMap<>();
    join.labelled().forEach(one -> held.put(one.prediction().id(), one.label().value()));
    assertThat(heard).isEqualTo(held);
    assertThat(join.counts().labelled()).isEqualTo(held.size());
    return held;
  }
}
