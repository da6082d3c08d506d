package dev.millrace.server.grpc;

import com.google.protobuf.ByteString;
import dev.millrace.core.serve.tensor.Datatype;
import dev.millrace.core.serve.tensor.NumberText;
import dev.millrace.core.serve.tensor.RowBytes;
import dev.millrace.core.serve.tensor.TensorCells;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.openinference.InferTensorContents;
import java.util.Base64;

/** Elements of a tensor in the typed lists of a message. */
final class ContentsCells implements TensorCells {
  private final String name;
  private final Datatype datatype;
  private final InferTensorContents contents;
  private final int count;

  private ContentsCells(String name, Datatype datatype, InferTensorContents contents, int count) {
    this.name = name;
    this.datatype = datatype;
    this.contents = contents;
    this.count = count;
  }

  /** REQUEST_INVALID when elements stand in another list than the one of their type. */
  static ContentsCells of(String name, Datatype datatype, InferTensorContents contents) {
    int count =
        switch (datatype) {
          case BOOL -> contents.getBoolContentsCount();
          case INT8, INT16, INT32 -> contents.getIntContentsCount();
          case INT64 -> contents.getInt64ContentsCount();
          case UINT8, UINT16, UINT32 -> contents.getUintContentsCount();
          case UINT64 -> contents.getUint64ContentsCount();
          case FP32 -> contents.getFp32ContentsCount();
          case FP64 -> contents.getFp64ContentsCount();
          case BYTES -> contents.getBytesContentsCount();
          case FP16, BF16 ->
              throw invalid("elements of this type come in raw_input_contents only", name)
                  .found(datatype)
                  .asException();
        };
    int all =
        contents.getBoolContentsCount()
            + contents.getIntContentsCount()
            + contents.getInt64ContentsCount()
            + contents.getUintContentsCount()
            + contents.getUint64ContentsCount()
            + contents.getFp32ContentsCount()
            + contents.getFp64ContentsCount()
            + contents.getBytesContentsCount();
    if (all != count) {
      throw invalid("elements stand in another list than that of their type", name)
          .found(all - count + " elements")
          .allowed("the list of " + datatype)
          .asException();
    }
    ContentsCells cells = new ContentsCells(name, datatype, contents, count);
    cells.requireRange();
    return cells;
  }

  /** The lists of small numbers hold numbers of 32 bits. */
  private void requireRange() {
    int bits = 8 * datatype.bytes();
    boolean signed = datatype == Datatype.INT8 || datatype == Datatype.INT16;
    boolean unsigned = datatype == Datatype.UINT8 || datatype == Datatype.UINT16;
    if (!signed && !unsigned) {
      return;
    }
    long least = signed ? -(1L << (bits - 1)) : 0;
    long most = signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
    for (int i = 0; i < count; i++) {
      long value =
          signed ? contents.getIntContents(i) : Integer.toUnsignedLong(contents.getUintContents(i));
      if (value < least || value > most) {
        throw invalid("an element is not of its type", name)
            .found(value)
            .allowed(datatype + ": " + least + " to " + most)
            .asException();
      }
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void write(int element, RowBytes out) {
    switch (datatype) {
      case BOOL -> out.ascii(Boolean.toString(contents.getBoolContents(element)));
      case FP32, FP64, FP16, BF16 -> NumberText.real(real(element), out);
      case UINT64 -> out.ascii(Long.toUnsignedString(contents.getUint64Contents(element)));
      case BYTES -> out.quoted(text(element));
      default -> out.ascii(Long.toString(whole(element)));
    }
  }

  @Override
  public void writeTruth(int element, RowBytes out) {
    switch (datatype) {
      case BOOL, BYTES, UINT64 -> write(element, out);
      case FP32, FP64, FP16, BF16 -> NumberText.truth(real(element), out);
      default -> NumberText.truth((double) whole(element), out);
    }
  }

  @Override
  public void writeBytes(int element, RowBytes out) {
    if (datatype == Datatype.BYTES) {
      byte[] bytes = contents.getBytesContents(element).toByteArray();
      out.quoted(Base64.getEncoder().encodeToString(bytes));
    } else {
      write(element, out);
    }
  }

  private double real(int element) {
    return datatype == Datatype.FP32
        ? contents.getFp32Contents(element)
        : contents.getFp64Contents(element);
  }

  private long whole(int element) {
    return switch (datatype) {
      case INT64 -> contents.getInt64Contents(element);
      case UINT8, UINT16, UINT32 -> Integer.toUnsignedLong(contents.getUintContents(element));
      default -> contents.getIntContents(element);
    };
  }

  private String text(int element) {
    ByteString bytes = contents.getBytesContents(element);
    if (!bytes.isValidUtf8()) {
      throw invalid("a text of a tensor is not UTF-8", name)
          .found("element " + element)
          .asException();
    }
    return bytes.toStringUtf8();
  }

  private static Problem invalid(String what, String name) {
    return Problem.of(ErrorCode.REQUEST_INVALID, what).at("input '" + name + "'");
  }
}
