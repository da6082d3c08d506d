package dev.millrace.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeatureMatrixTest {
  @Test
  void doublesBecomeFloatsInOneWay() {
    assertThat(FeatureFloat.of(0.1)).isEqualTo(0.1f);
    assertThat(
            Float.floatToRawIntBits(
                FeatureFloat.of(Double.longBitsToDouble(0xFFF8_0000_0000_1234L))))
        .isEqualTo(Float.floatToRawIntBits(Float.NaN));
    assertThat(FeatureFloat.of(Double.POSITIVE_INFINITY)).isEqualTo(Float.MAX_VALUE);
    assertThat(FeatureFloat.of(Double.NEGATIVE_INFINITY)).isEqualTo(-Float.MAX_VALUE);
    assertThat(FeatureFloat.of(1e300)).isEqualTo(Float.MAX_VALUE);
    assertThat(FeatureFloat.of(-1e300)).isEqualTo(-Float.MAX_VALUE);
    assertThat(Float.floatToRawIntBits(FeatureFloat.of(-0.0)))
        .isEqualTo(Float.floatToRawIntBits(-0.0f));
    assertThat(FeatureFloat.of(1e-60)).isEqualTo(0.0f);
    assertThat(FeatureFloat.of(0x1.000001p0)).as("ties to even").isEqualTo(1.0f);
  }
}
