package dev.millrace.core.serve.log;

import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Predictions as bytes; spec/prediction-log.md says how. */
final class PredictionCodec implements RecordCodec<LoggedPrediction> {
  static final int VERSION = 1;
  private static final int DECIDED = 1;
  private static final int KEYED = 2;

  /** Everything that is always there and of one size. */
  private static final int FIXED = 1 + 1 + 16 + 8 + 8 + 4 + 8 + 2 + 1 + 4;

  @Override
  public LogStream stream() {
    return LogStream.PREDICTIONS;
  }

  @Override
  public int size(LoggedPrediction value) {
    int size = FIXED + Bytes.sizeOf(value.served().model().value());
    size += 8 * value.scores().size();
    if (value.decision().isPresent()) {
      size += Bytes.sizeOf(value.decision().get());
    }
    if (value.key().isPresent()) {
      size += Bytes.sizeOf(value.key().get());
    }
    List<String> warnings = value.warnings();
    for (int i = 0; i < warnings.size(); i++) {
      size += Bytes.sizeOf(warnings.get(i));
    }
    return Math.addExact(size, value.row().length());
  }

  @Override
  public int write(LoggedPrediction value, byte[] target, int start) {
    int at = start;
    target[at++] = VERSION;
    target[at++] =
        (byte)
            ((value.decision().isPresent() ? DECIDED : 0) | (value.key().isPresent() ? KEYED : 0));
    at = Bytes.putLong(target, at, value.id().high());
    at = Bytes.putLong(target, at, value.id().low());
    at = Bytes.putLong(target, at, value.atMicros());
    at = Bytes.putLong(target, at, value.served().epoch());
    at = Bytes.putInt(target, at, value.served().version());
    at = Bytes.putLong(target, at, Double.doubleToRawLongBits(value.samplingProbability()));
    at = Bytes.putText(target, at, value.served().model().value());
    at = Bytes.putShort(target, at, value.scores().size());
    for (int i = 0; i < value.scores().size(); i++) {
      at = Bytes.putLong(target, at, Double.doubleToRawLongBits(value.scores().at(i)));
    }
    if (value.decision().isPresent()) {
      at = Bytes.putText(target, at, value.decision().get());
    }
    if (value.key().isPresent()) {
      at = Bytes.putText(target, at, value.key().get());
    }
    List<String> warnings = value.warnings();
    target[at++] = (byte) warnings.size();
    for (int i = 0; i < warnings.size(); i++) {
      at = Bytes.putText(target, at, warnings.get(i));
    }
    at = Bytes.putInt(target, at, value.row().length());
    return value.row().write(target, at);
  }

  @Override
  public LoggedPrediction read(byte[] source, int from, int length) {
    BodyReader in = new BodyReader(source, from, length);
    int version = in.u8();
    if (version != VERSION) {
      throw new UnknownVersion(version);
    }
    int flags = in.u8();
    if ((flags & ~(DECIDED | KEYED)) != 0) {
      throw new BodyFault("unknown flags " + flags);
    }
    try {
      return readBody(in, flags);
    } catch (IllegalArgumentException | MillraceException e) {
      throw new BodyFault(String.valueOf(e.getMessage()));
    }
  }

  private static LoggedPrediction readBody(BodyReader in, int flags) {
    PredictionId id = new PredictionId(in.i64(), in.i64());
    long atMicros = in.i64();
    long epoch = in.i64();
    int version = in.i32();
    double probability = in.f64();
    ServedVersion served = new ServedVersion(new ModelName(in.text()), version, epoch);
    double[] scores = new double[in.u16()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = in.f64();
    }
    Optional<String> decision = (flags & DECIDED) == 0 ? Optional.empty() : Optional.of(in.text());
    Optional<String> key = (flags & KEYED) == 0 ? Optional.empty() : Optional.of(in.text());
    int count = in.u8();
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      warnings.add(in.text());
    }
    byte[] row = in.bytes();
    in.requireEnd();
    return new LoggedPrediction(
        id,
        atMicros,
        served,
        RowJson.view(row, 0, row.length),
        ScoreVector.owning(scores),
        decision,
        probability,
        key,
        warnings);
  }
}
