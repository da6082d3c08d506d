package dev.millrace.core.serve.tensor;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Elements in binary form: little-endian, row-major; a truth value is a byte, and each text has its
 * length in four bytes before it.
 */
public final class RawCells implements TensorCells {
  private static final char REPLACEMENT = '\ufffd';

  private final String name;
  private final Datatype datatype;
  private final ByteBuffer bytes;
  private final int count;

  /** Where each text begins, behind its length, and one place more; empty for numbers. */
  private final int[] texts;

  /**
   * Reads the layout: REQUEST_INVALID when the bytes are not as many as the elements need.
   *
   * @param bytes of this tensor alone, which nobody changes
   */
  public RawCells(String name, Datatype datatype, long count, ByteBuffer bytes) {
    this.name = name;
    this.datatype = datatype;
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.count = Math.toIntExact(count);
    if (datatype == Datatype.BYTES) {
      texts = texts();
    } else {
      texts = new int[0];
      if (count * datatype.bytes() != bytes.remaining()) {
        throw size(count + " elements of " + datatype.bytes() + " bytes");
      }
    }
  }

  private int[] texts() {
    if (bytes.limit() < 4L * count) {
      throw size(count + " lengths of 4 bytes and as many bytes as they say");
    }
    int[] places = new int[count + 1];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int length = at <= bytes.limit() - 4 ? bytes.getInt(at) : -1;
      if (length < 0 || length > bytes.limit() - 4 - at) {
        throw size(count + " lengths of 4 bytes and as many bytes as they say");
      }
      places[i] = at + 4;
      at += 4 + length;
    }
    if (at != bytes.limit()) {
      throw size("the texts end at byte " + at);
    }
    places[count] = at + 4;
    return places;
  }

  private MillraceException size(String allowed) {
    return Problem.of(ErrorCode.REQUEST_INVALID, "the bytes of a tensor do not fit its shape")
        .at(Tensor.place(name))
        .found(bytes.limit() + " bytes of " + datatype)
        .allowed(allowed)
        .asException();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void write(int element, RowBytes out) {
    switch (datatype) {
      case BOOL -> out.ascii(bytes.get(element) == 0 ? "false" : "true");
      case FP16, BF16, FP32, FP64 -> NumberText.real(real(element), out);
      case UINT64 -> out.ascii(Long.toUnsignedString(bytes.getLong(8 * element)));
      case BYTES -> out.quoted(text(element));
      default -> out.ascii(Long.toString(whole(element)));
    }
  }

  @Override
  public void writeTruth(int element, RowBytes out) {
    switch (datatype) {
      case FP16, BF16, FP32, FP64 -> NumberText.truth(real(element), out);
      case BOOL, UINT64, BYTES -> write(element, out);
      default -> NumberText.truth((double) whole(element), out);
    }
  }

  @Override
  public void writeBytes(int element, RowBytes out) {
    if (datatype == Datatype.BYTES) {
      out.ascii('"').ascii(Base64.getEncoder().encodeToString(content(element))).ascii('"');
    } else {
      write(element, out);
    }
  }

  private double real(int element) {
    return switch (datatype) {
      case FP16 -> Float.float16ToFloat(bytes.getShort(2 * element));
      case BF16 -> Float.intBitsToFloat(bytes.getShort(2 * element) << 16);
      case FP32 -> bytes.getFloat(4 * element);
      default -> bytes.getDouble(8 * element);
    };
  }

  private long whole(int element) {
    return switch (datatype) {
      case UINT8 -> bytes.get(element) & 0xff;
      case INT8 -> bytes.get(element);
      case UINT16 -> bytes.getShort(2 * element) & 0xffff;
      case INT16 -> bytes.getShort(2 * element);
      case UINT32 -> bytes.getInt(4 * element) & 0xffff_ffffL;
      case INT32 -> bytes.getInt(4 * element);
      default -> bytes.getLong(8 * element);
    };
  }

  private byte[] content(int element) {
    byte[] content = new byte[texts[element + 1] - 4 - texts[element]];
    bytes.get(texts[element], content);
    return content;
  }

  private String text(int element) {
    byte[] content = content(element);
    String text = new String(content, StandardCharsets.UTF_8);
    // What is no UTF-8 becomes a replacement character, which may also have been sent.
    if (text.indexOf(REPLACEMENT) >= 0
        && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "a text of a tensor is not UTF-8")
          .at(Tensor.place(name) + ", element " + element)
          .asException();
    }
    return text;
  }
}
