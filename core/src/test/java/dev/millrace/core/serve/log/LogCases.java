package dev.millrace.core.serve.log;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Records to write and read in tests. */
final class LogCases {
  private static final int[] CHARACTERS = {'a', 'Z', '0', ' ', '"', 0x7f, 0xe4, 0x20ac, 0x1f600};

  private LogCases() {}

  static LoggedPrediction prediction(int number) {
    return new LoggedPrediction(
        new PredictionId(1_700_000_000_000_000L + number, number * 31L),
        1_700_000_000_000_000L + number,
        new ServedVersion(new ModelName("taxi"), 3, 7),
        RowJson.of("{\"miles\":" + number + ",\"company\":\"Blue Ribbon\"}"),
        ScoreVector.of(0.25, 0.75),
        Optional.of("yes"),
        1,
        Optional.of("order-" + number),
        List.of());
  }

  static LoggedLabel label(int number, String value) {
    return new LoggedLabel(
        new LabelTarget.OfPrediction(prediction(number).id()),
        value,
        1_700_000_100_000_000L + number,
        1_700_000_200_000_000L + number,
        new Actor("billing", Actor.Standing.VERIFIED));
  }

  static LoggedPrediction randomPrediction(SplittableRandom random) {
    double[] scores = new double[random.nextInt(5)];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Double.longBitsToDouble(random.nextLong());
    }
    List<String> warnings = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      warnings.add(text(random, 12));
    }
    return new LoggedPrediction(
        new PredictionId(random.nextLong(), random.nextLong()),
        random.nextLong(),
        new ServedVersion(
            new ModelName("m" + random.nextInt(1000)), random.nextInt(), random.nextLong()),
        RowJson.of(text(random, 200)),
        ScoreVector.owning(scores),
        random.nextBoolean() ? Optional.of(text(random, 20)) : Optional.empty(),
        1 - random.nextDouble(),
        random.nextBoolean() ? Optional.of(text(random, 20)) : Optional.empty(),
        warnings);
  }

  static LoggedLabel randomLabel(SplittableRandom random) {
    LabelTarget target =
        random.nextBoolean()
            ? new LabelTarget.OfPrediction(new PredictionId(random.nextLong(), random.nextLong()))
            : new LabelTarget.OfKey(new ModelName("m" + random.nextInt(9)), "k" + text(random, 9));
    Actor.Standing[] standings = Actor.Standing.values();
    return new LoggedLabel(
        target,
        text(random, 30),
        random.nextLong(),
        random.nextLong(),
        new Actor("a" + text(random, 9), standings[random.nextInt(standings.length)]));
  }

  private static String text(SplittableRandom random, int longest) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      out.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return out.toString();
  }
}
