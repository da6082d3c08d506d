package dev.millrace.core.history;

import java.util.NoSuchElementException;

/** Numbers in a ring that grows, added at the end and removed at both ends. */
final class DoubleQueue {
  private double[] ring = new double[16];
  private int start;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(double value) {
    if (size == ring.length) {
      double[] larger = new double[Math.multiplyExact(size, 2)];
      System.arraycopy(ring, start, larger, 0, size - start);
      System.arraycopy(ring, 0, larger, size - start, start);
      ring = larger;
      start = 0;
    }
    ring[(start + size) & (ring.length - 1)] = value;
    size++;
  }

  double first() {
    return at(0);
  }

  double last() {
    return at(size - 1);
  }

  /** The value this many places behind the first. */
  double at(int place) {
    if (place < 0 || place >= size) {
      throw new NoSuchElementException("place " + place + " of " + size);
    }
    return ring[(start + place) & (ring.length - 1)];
  }

  void removeFirst() {
    double ignored = first();
    start = (start + 1) & (ring.length - 1);
    size--;
  }

  void removeLast() {
    double ignored = last();
    size--;
  }

  void clear() {
    start = 0;
    size = 0;
  }
}
