package dev.millrace.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each content hash has been seen so far: an open hash table, in memory while it is small
 * and in mapped scratch files beyond, so that the memory of the program stays the same however many
 * rows there are. Not thread-safe.
 */
final class Occurrences implements AutoCloseable {
  private static final long FIRST_SLOTS = 1 << 12;

  /** Slots of 12 bytes kept in memory. */
  static final long MOST_IN_MEMORY = 1 << 22;

  private final Scratch scratch;
  private final long mostInMemory;
  private final List<MappedScratch> mapped = new ArrayList<>();
  private long slots = FIRST_SLOTS;
  private long used;
  private MemorySegment hashes;
  private MemorySegment counts;

  Occurrences(Scratch scratch, long mostInMemory) {
    this.scratch = scratch;
    this.mostInMemory = mostInMemory;
    this.hashes = MemorySegment.ofArray(new long[(int) slots]);
    this.counts = MemorySegment.ofArray(new int[(int) slots]);
  }

  /** Counts the hash in; gives how often it was seen before. */
  int next(long hash) {
    long slot = find(hash);
    int before = counts.getAtIndex(JAVA_INT, slot);
    counts.setAtIndex(JAVA_INT, slot, before + 1);
    if (before == 0) {
      hashes.setAtIndex(JAVA_LONG, slot, hash);
      if (++used > slots / 8 * 5) {
        grow();
      }
    }
    return before;
  }

  private long find(long hash) {
    long mask = slots - 1;
    // Content hashes are well mixed: their lower bits serve as they are.
    long slot = hash & mask;
    while (counts.getAtIndex(JAVA_INT, slot) != 0 && hashes.getAtIndex(JAVA_LONG, slot) != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    MemorySegment oldHashes = hashes;
    MemorySegment oldCounts = counts;
    long oldSlots = slots;
    List<MappedScratch> old = List.copyOf(mapped);
    mapped.clear();
    slots = oldSlots * 2;
    hashes = allocate(slots, Long.BYTES);
    counts = allocate(slots, Integer.BYTES);
    for (long i = 0; i < oldSlots; i++) {
      int count = oldCounts.getAtIndex(JAVA_INT, i);
      if (count != 0) {
        long hash = oldHashes.getAtIndex(JAVA_LONG, i);
        long slot = find(hash);
        hashes.setAtIndex(JAVA_LONG, slot, hash);
        counts.setAtIndex(JAVA_INT, slot, count);
      }
    }
    old.forEach(MappedScratch::close);
  }

  private MemorySegment allocate(long length, int bytes) {
    if (length <= mostInMemory) {
      return bytes == Long.BYTES
          ? MemorySegment.ofArray(new long[(int) length])
          : MemorySegment.ofArray(new int[(int) length]);
    }
    MappedScratch file = new MappedScratch(scratch.newFile("occurrences-", ""), length * bytes);
    mapped.add(file);
    return file.memory();
  }

  @Override
  public void close() {
    mapped.forEach(MappedScratch::close);
  }
}
