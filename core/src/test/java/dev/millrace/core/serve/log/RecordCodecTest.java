package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is written is read; what is not whole is refused. */
final class RecordCodecTest {
  @Test
  void predictionsComeBackAsTheyWere() {
    comesBack(new PredictionCodec(), LogCases::randomPrediction);
  }

  @Test
  void labelsComeBackAsTheyWere() {
    comesBack(new LabelCodec(), LogCases::randomLabel);
  }

  private static <T> void comesBack(RecordCodec<T> codec, Function<SplittableRandom, T> maker) {
    SplittableRandom random = new SplittableRandom(20261125);
    for (int round = 0; round < 2_000; round++) {
      T value = maker.apply(random);
      int size = codec.size(value);
      int start = random.nextInt(9);
      byte[] bytes = new byte[start + size + 7];
      assertThat(codec.write(value, bytes, start)).isEqualTo(start + size);
      assertThat(codec.read(bytes, start, size)).isEqualTo(value);
    }
  }

  @Test
  void noPartOfABodyIsARecord() {
    partsAreRefused(new PredictionCodec(), LogCases.prediction(5));
    partsAreRefused(new LabelCodec(), LogCases.label(5, "no"));
  }

  private static <T> void partsAreRefused(RecordCodec<T> codec, T value) {
    byte[] bytes = new byte[codec.size(value) + 1];
    int size = codec.write(value, bytes, 0);
    for (int length = 0; length < size; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.read(part, 0, part.length)).isInstanceOf(BodyFault.class);
    }
    assertThatThrownBy(() -> codec.read(bytes, 0, size + 1)).isInstanceOf(BodyFault.class);
  }

  @Test
  void bytesOfChanceAreARecordOrAFault() {
    SplittableRandom random = new SplittableRandom(4);
    PredictionCodec codec = new PredictionCodec();
    LoggedPrediction value = LogCases.prediction(5);
    byte[] whole = new byte[codec.size(value)];
    assertThat(codec.write(value, whole, 0)).isEqualTo(whole.length);
    int faults = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = whole.clone();
      bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
      try {
        assertThat(codec.size(codec.read(bytes, 0, bytes.length))).isPositive();
      } catch (BodyFault e) {
        faults++;
      }
    }
    assertThat(faults).isPositive();
  }

  @Test
  void aLaterVersionIsToldApart() {
    byte[] bytes = {2, 0, 0};
    assertThatThrownBy(() -> new PredictionCodec().read(bytes, 0, 3))
        .isInstanceOf(UnknownVersion.class)
        .hasMessageContaining("2");
    assertThatThrownBy(() -> new LabelCodec().read(bytes, 0, 3)).isInstanceOf(UnknownVersion.class);
  }
}
