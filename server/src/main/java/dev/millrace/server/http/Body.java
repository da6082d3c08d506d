package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a request or a response, never changed once made. */
public final class Body {
  /** A body of no bytes. */
  public static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A body of a copy of these bytes. */
  public static Body copyOf(byte[] bytes) {
    return new Body(bytes.clone());
  }

  /** A body of these very bytes, which the caller gives away and never touches again. */
  public static Body handedOver(byte[] bytes) {
    return new Body(bytes);
  }

  /** A body of a text in UTF-8. */
  public static Body text(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return bytes.length;
  }

  /**
   * Gives the bytes to a reader without a copy, such as {@code body.read(JsonReader::read)}. The
   * reader must neither change nor keep the array.
   */
  public <T> T read(BytesReader<T> reader) {
    return reader.read(bytes);
  }

  /** The bytes as a stream, without a copy. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The text, when the bytes are UTF-8; REQUEST_INVALID when they are not. */
  public String asText() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "the body is not UTF-8").at("body").asException();
    }
  }

  /** The array itself, for the writer of responses. */
  byte[] array() {
    return bytes;
  }

  /** Reads a value from bytes it neither changes nor keeps. */
  @FunctionalInterface
  public interface BytesReader<T> {
    T read(byte[] bytes);
  }
}
