package dev.millrace.core.serve.log;

/**
 * The bytes of one kind of record. Every body begins with its version.
 *
 * @param <T> the record
 */
interface RecordCodec<T> {
  LogStream stream();

  /** Exactly as many bytes as {@link #write} will write. */
  int size(T value);

  /** Writes the body; gives where it ends. */
  int write(T value, byte[] target, int at);

  /** Reads a body that {@link #write} made; {@link BodyFault} or {@link UnknownVersion} if not. */
  T read(byte[] source, int from, int length);
}
