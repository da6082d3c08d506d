package dev.millrace.spi.collect;

import dev.millrace.category.Xxh64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Counts of distinct byte strings, in an open-addressing table at most half full. */
final class TextTable {
  private int[] slots = new int[16];
  private int shift = 60;

  private long[] hashes = new long[8];
  private int[] ends = new int[8];
  private long[] counts = new long[8];
  private byte[] bytes = new byte[64];
  private int size;

  static long hash(byte[] data, int start, int length) {
    return Xxh64.hash(data, start, length, 0);
  }

  int size() {
    return size;
  }

  /** Bytes of all values together. */
  int bytes() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /** Adds to the count of the bytes whose {@link #hash} is given. */
  void add(byte[] data, int start, int length, long hash, long count) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> shift);
    while (slots[slot] != 0) {
      int entry = slots[slot] - 1;
      if (hashes[entry] == hash && matches(entry, data, start, length)) {
        counts[entry] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    append(data, start, length, hash, count);
    slots[slot] = size;
    if (size > slots.length >> 1) {
      grow();
    }
  }

  void add(TextTable other) {
    for (int entry = 0; entry < other.size; entry++) {
      int start = other.start(entry);
      add(other.bytes, start, other.ends[entry] - start, other.hashes[entry], other.counts[entry]);
    }
  }

  void addHashesTo(HyperLogLog sketch) {
    for (int entry = 0; entry < size; entry++) {
      sketch.add(hashes[entry]);
    }
  }

  String text(int entry) {
    int start = start(entry);
    return new String(bytes, start, ends[entry] - start, StandardCharsets.UTF_8);
  }

  long count(int entry) {
    return counts[entry];
  }

  /** The most frequent entries, most frequent first, ties by bytes. */
  int[] top(int most) {
    Comparator<Integer> byCount = Comparator.comparingLong(entry -> -counts[entry]);
    return entries(byCount.thenComparing(this::compareBytes), most);
  }

  /** Takes {@code less} from every count and keeps what is left above zero. */
  TextTable reduced(long less) {
    TextTable kept = new TextTable();
    for (int entry = 0; entry < size; entry++) {
      if (counts[entry] > less) {
        int start = start(entry);
        kept.add(bytes, start, ends[entry] - start, hashes[entry], counts[entry] - less);
      }
    }
    return kept;
  }

  /** The count in the middle, when all are sorted. */
  long medianCount() {
    long[] sorted = Arrays.copyOf(counts, size);
    Arrays.sort(sorted);
    return sorted[size >> 1];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int entry : entries(this::compareBytes, size)) {
      int start = start(entry);
      out.writeInt(ends[entry] - start);
      out.write(bytes, start, ends[entry] - start);
      out.writeLong(counts[entry]);
    }
  }

  static TextTable read(int size, DataInput in) throws IOException {
    TextTable table = new TextTable();
    for (int i = 0; i < size; i++) {
      byte[] value = new byte[in.readInt()];
      in.readFully(value);
      table.add(value, 0, value.length, hash(value, 0, value.length), in.readLong());
    }
    return table;
  }

  private int[] entries(Comparator<Integer> order, int most) {
    return IntStream.range(0, size)
        .boxed()
        .sorted(order)
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int compareBytes(int left, int right) {
    return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
  }

  private int start(int entry) {
    return entry == 0 ? 0 : ends[entry - 1];
  }

  private boolean matches(int entry, byte[] data, int start, int length) {
    int from = start(entry);
    return ends[entry] - from == length && Utf8.equal(bytes, from, data, start, length);
  }

  private void append(byte[] data, int start, int length, long hash, long count) {
    int used = bytes();
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    if (length > bytes.length - used) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(used, length), bytes.length * 2));
    }
    System.arraycopy(data, start, bytes, used, length);
    hashes[size] = hash;
    ends[size] = used + length;
    counts[size] = count;
    size++;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    shift--;
    int mask = slots.length - 1;
    for (int entry = 0; entry < size; entry++) {
      int slot = (int) (hashes[entry] >>> shift);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = entry + 1;
    }
  }
}
