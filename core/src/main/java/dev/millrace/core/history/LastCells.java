package dev.millrace.core.history;

/** The last cells of a series, at most so many; memory grows as they come. */
final class LastCells {
  private final int most;
  private long[] bits = new long[16];
  private boolean[] present = new boolean[16];
  private int start;
  private int size;

  LastCells(int most) {
    this.most = most;
  }

  boolean isFull() {
    return size == most;
  }

  void add(Ties.Cell cell) {
    if (size == bits.length) {
      grow();
    }
    int place = place(size);
    bits[place] = cell.bits();
    present[place] = cell.present();
    size++;
  }

  private void grow() {
    long[] moreBits = new long[Math.multiplyExact(bits.length, 2)];
    boolean[] morePresent = new boolean[moreBits.length];
    for (int i = 0; i < size; i++) {
      moreBits[i] = bits[place(i)];
      morePresent[i] = present[place(i)];
    }
    bits = moreBits;
    present = morePresent;
    start = 0;
  }

  long firstBits() {
    return bits[start];
  }

  boolean isFirstPresent() {
    return present[start];
  }

  void removeFirst() {
    start = place(1);
    size--;
  }

  private int place(int index) {
    return (start + index) & (bits.length - 1);
  }

  void clear() {
    start = 0;
    size = 0;
  }
}
