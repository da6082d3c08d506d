package dev.millrace.core.serve.log;

import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;

/** Labels as bytes; spec/prediction-log.md says how. */
final class LabelCodec implements RecordCodec<LoggedLabel> {
  static final int VERSION = 1;
  private static final int BY_PREDICTION = 1;
  private static final int BY_KEY = 2;
  private static final int FIXED = 1 + 1 + 8 + 8 + 1;

  @Override
  public LogStream stream() {
    return LogStream.LABELS;
  }

  @Override
  public int size(LoggedLabel value) {
    int target =
        switch (value.target()) {
          case LabelTarget.OfPrediction any -> 16;
          case LabelTarget.OfKey key -> Bytes.sizeOf(key.model().value()) + Bytes.sizeOf(key.key());
        };
    return FIXED + target + Bytes.sizeOf(value.value()) + Bytes.sizeOf(value.actor().name());
  }

  @Override
  public int write(LoggedLabel value, byte[] target, int start) {
    int at = start;
    target[at++] = VERSION;
    switch (value.target()) {
      case LabelTarget.OfPrediction prediction -> {
        target[at++] = BY_PREDICTION;
        at = Bytes.putLong(target, at, prediction.id().high());
        at = Bytes.putLong(target, at, prediction.id().low());
      }
      case LabelTarget.OfKey key -> {
        target[at++] = BY_KEY;
        at = Bytes.putText(target, at, key.model().value());
        at = Bytes.putText(target, at, key.key());
      }
    }
    at = Bytes.putText(target, at, value.value());
    at = Bytes.putLong(target, at, value.eventMicros());
    at = Bytes.putLong(target, at, value.arrivalMicros());
    target[at++] =
        switch (value.actor().standing()) {
          case VERIFIED -> 1;
          case UNVERIFIED -> 2;
          case SYSTEM -> 3;
        };
    return Bytes.putText(target, at, value.actor().name());
  }

  @Override
  public LoggedLabel read(byte[] source, int from, int length) {
    BodyReader in = new BodyReader(source, from, length);
    int version = in.u8();
    if (version != VERSION) {
      throw new UnknownVersion(version);
    }
    try {
      LabelTarget target = target(in);
      String value = in.text();
      long event = in.i64();
      long arrival = in.i64();
      Actor.Standing standing = standing(in.u8());
      LoggedLabel label =
          new LoggedLabel(target, value, event, arrival, new Actor(in.text(), standing));
      in.requireEnd();
      return label;
    } catch (IllegalArgumentException | MillraceException e) {
      throw new BodyFault(String.valueOf(e.getMessage()));
    }
  }

  private static LabelTarget target(BodyReader in) {
    int kind = in.u8();
    return switch (kind) {
      case BY_PREDICTION -> new LabelTarget.OfPrediction(new PredictionId(in.i64(), in.i64()));
      case BY_KEY -> new LabelTarget.OfKey(new ModelName(in.text()), in.text());
      default -> throw new BodyFault("unknown kind of target " + kind);
    };
  }

  private static Actor.Standing standing(int code) {
    return switch (code) {
      case 1 -> Actor.Standing.VERIFIED;
      case 2 -> Actor.Standing.UNVERIFIED;
      case 3 -> Actor.Standing.SYSTEM;
      default -> throw new BodyFault("unknown standing of an actor " + code);
    };
  }
}
