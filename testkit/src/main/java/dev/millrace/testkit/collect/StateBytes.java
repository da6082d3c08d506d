package dev.millrace.testkit.collect;

import dev.millrace.spi.scan.Collector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** States and collectors through their byte forms. */
public final class StateBytes {
  private StateBytes() {}

  /** Canonical bytes of a state. */
  public static <S> byte[] of(Collector<S> collector, S state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      collector.codec().write(state, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The state that these bytes hold, all of them. */
  public static <S> S read(Collector<S> collector, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      S state = collector.codec().read(in);
      if (in.read() >= 0) {
        throw new AssertionError("the codec left bytes unread");
      }
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state as it arrives elsewhere. */
  public static <S> S sent(Collector<S> collector, S state) {
    return read(collector, of(collector, state));
  }

  /** The collector as it arrives on an executor. */
  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what Spark does; bytes of our own
  public static <S> Collector<S> sent(Collector<S> collector) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(collector);
      out.flush();
      return (Collector<S>)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError("the collector does not serialize", e);
    }
  }
}
