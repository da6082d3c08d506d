package dev.millrace.core.serve.tensor;

import dev.millrace.column.ColumnType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Type of a tensor's elements; names and sizes as in the Open Inference Protocol. */
public enum Datatype {
  BOOL(Kind.TRUTH, 1),
  UINT8(Kind.WHOLE, 1),
  UINT16(Kind.WHOLE, 2),
  UINT32(Kind.WHOLE, 4),
  UINT64(Kind.WHOLE, 8),
  INT8(Kind.WHOLE, 1),
  INT16(Kind.WHOLE, 2),
  INT32(Kind.WHOLE, 4),
  INT64(Kind.WHOLE, 8),
  FP16(Kind.REAL, 2),
  BF16(Kind.REAL, 2),
  FP32(Kind.REAL, 4),
  FP64(Kind.REAL, 8),
  BYTES(Kind.TEXT, 0);

  private static final Map<String, Datatype> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

  private final Kind kind;
  private final int bytes;

  /** What the elements are. */
  enum Kind {
    TRUTH,
    WHOLE,
    REAL,
    TEXT
  }

  Datatype(Kind kind, int bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  Kind kind() {
    return kind;
  }

  /** Bytes of an element in binary form; 0 when each says its own length. */
  public int bytes() {
    return bytes;
  }

  /** The type of this name, in capitals. */
  public static Optional<Datatype> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** What values of a column are sent as. */
  static Datatype of(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return of(list.element());
    }
    if (type instanceof ColumnType.FixedVector) {
      return FP32;
    }
    if (type instanceof ColumnType.Decimal) {
      return BYTES;
    }
    return switch ((ColumnType.Plain) type) {
      case BOOL -> BOOL;
      case INT64 -> INT64;
      case FLOAT64 -> FP64;
      case UTF8, BYTES, BLOB_REF, DATE, INSTANT, LOCAL_DATETIME -> BYTES;
    };
  }

  /** All names, for people. */
  public static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
