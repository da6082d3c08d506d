package dev.millrace.model.xgboost;

import dev.millrace.error.MillraceException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A document in UBJSON, draft 12: one-byte markers, big-endian numbers, containers ended by a
 * marker or of a count given in front ({@code #}), with one type for all values or not ({@code $}).
 */
final class UbjsonDocument implements Document {
  private static final byte NOTHING = 0;

  private final UbjsonBytes in;
  private int depth;

  /** Marker of the value to be read next, taken from the bytes or implied by its container. */
  private byte marker;

  UbjsonDocument(byte[] bytes) {
    in = new UbjsonBytes(bytes);
    marker = in.marker();
  }

  @Override
  public void members(Consumer<String> reader) {
    Container container = open('{', "an object");
    Set<String> seen = new HashSet<>();
    for (int i = 0; container.goesOn(i, '}'); i++) {
      String name = in.utf8(in.length());
      if (!seen.add(name)) {
        throw ModelFile.corrupt("the name '" + name + "' occurs twice in an object");
      }
      marker = container.nextMarker();
      reader.accept(name);
    }
    depth--;
  }

  @Override
  public void items(Runnable reader) {
    Container container = open('[', "an array");
    for (int i = 0; container.goesOn(i, ']'); i++) {
      marker = container.nextMarker();
      reader.run();
    }
    depth--;
  }

  @Override
  public boolean startsArray() {
    return marker == '[';
  }

  @Override
  public String text() {
    byte found = take();
    return switch (found) {
      case 'S', 'H' -> in.utf8(in.length());
      case 'd' -> Float.toString((float) in.real(found));
      case 'D' -> Double.toString(in.real(found));
      default -> Long.toString(in.whole(found));
    };
  }

  @Override
  public int[] ints() {
    Container container = open('[', "an array");
    int[] values = new int[container.room()];
    int count = 0;
    for (; container.goesOn(count, ']'); count++) {
      values = count == values.length ? Arrays.copyOf(values, 2 * count + 8) : values;
      long value = in.whole(container.nextMarker());
      if (value != (int) value) {
        throw ModelFile.corrupt("a whole number of 32 bits is expected, found " + value);
      }
      values[count] = (int) value;
    }
    depth--;
    return Arrays.copyOf(values, count);
  }

  @Override
  public float[] floats() {
    Container container = open('[', "an array");
    float[] values = new float[container.room()];
    int count = 0;
    for (; container.goesOn(count, ']'); count++) {
      values = count == values.length ? Arrays.copyOf(values, 2 * count + 8) : values;
      values[count] = (float) in.real(container.nextMarker());
    }
    depth--;
    return Arrays.copyOf(values, count);
  }

  @Override
  public void skip() {
    switch (marker) {
      case '{' -> members(name -> skip());
      case '[' -> skipItems();
      case 'S', 'H' -> {
        take();
        in.pass(in.length());
      }
      default -> in.pass(UbjsonBytes.sizeOf(take()));
    }
  }

  private void skipItems() {
    Container container = open('[', "an array");
    if (container.isPlain()) {
      in.pass((long) container.count * UbjsonBytes.sizeOf(container.type));
    } else {
      for (int i = 0; container.goesOn(i, ']'); i++) {
        marker = container.nextMarker();
        skip();
      }
    }
    depth--;
  }

  @Override
  public void end() {
    if (in.remaining() > 0) {
      throw ModelFile.corrupt(in.remaining() + " bytes follow the document");
    }
  }

  private byte take() {
    byte taken = marker;
    marker = NOTHING;
    return taken;
  }

  private Container open(char opening, String name) {
    if (take() != opening) {
      throw ModelFile.corrupt("expected " + name + " at byte " + in.position());
    }
    if (++depth > DEEPEST) {
      throw ModelFile.corrupt("objects and arrays are nested deeper than " + DEEPEST);
    }
    byte type = in.takeIf('$') ? in.marker() : NOTHING;
    if (!in.takeIf('#')) {
      if (type != NOTHING) {
        throw ModelFile.corrupt("a container of one type has no count");
      }
      return new Container(NOTHING, Container.UNTIL_CLOSED);
    }
    return new Container(type, count(type, opening));
  }

  /** Every value takes at least a byte, so a count is no larger than the bytes that are left. */
  private int count(byte type, char opening) {
    int perValue = opening == '{' ? 2 : 0;
    if (type == NOTHING || type == '[' || type == '{' || type == 'S' || type == 'H') {
      perValue += 1;
    } else {
      int size = UbjsonBytes.sizeOf(type);
      if (size == 0) {
        throw ModelFile.corrupt("a container of values that take no bytes");
      }
      perValue += size;
    }
    long count = in.length();
    if (count > in.remaining() / perValue) {
      throw cutOff(count);
    }
    return (int) count;
  }

  private static MillraceException cutOff(long count) {
    return ModelFile.corrupt(
        "a container announces " + count + " values, more than there are bytes");
  }

  /** What is known of a container once it is open. */
  private final class Container {
    static final int UNTIL_CLOSED = -1;

    final byte type;
    final int count;

    Container(byte type, int count) {
      this.type = type;
      this.count = count;
    }

    /** True when another value follows the ones read; takes the closing marker otherwise. */
    boolean goesOn(int read, char closing) {
      if (count != UNTIL_CLOSED) {
        return read < count;
      }
      in.passNothings();
      return !in.takeIf(closing);
    }

    byte nextMarker() {
      return type == NOTHING ? in.marker() : type;
    }

    int room() {
      return Math.max(count, 8);
    }

    /** True when all values have one size. */
    boolean isPlain() {
      return type != NOTHING && type != '[' && type != '{' && type != 'S' && type != 'H';
    }
  }
}
