package dev.millrace.server.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Events on their way to one client. What the network does not take waits in a bounded buffer; a
 * client that lets it fill is told so and let go. May be used by any thread and never blocks.
 */
public final class EventStream {
  private static final int EVENT_OVERHEAD = 64;

  private final long most;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final List<Runnable> onClose = new ArrayList<>();
  private Runnable wake = () -> {};
  private long bytes;
  private State state = State.OPEN;

  /** What becomes of a stream. */
  private enum State {
    OPEN,
    /** What waits is sent, nothing more is taken. */
    ENDING,
    CLOSED
  }

  EventStream(long most) {
    this.most = most;
  }

  /**
   * Sends an event, soon.
   *
   * @return false when it will never arrive, because the stream has ended
   */
  public boolean send(ServerEvent event) {
    Runnable after;
    boolean taken;
    synchronized (this) {
      if (state != State.OPEN) {
        return false;
      }
      byte[] encoded = event.bytes();
      taken = bytes + encoded.length + EVENT_OVERHEAD <= most;
      if (taken) {
        add(encoded);
      } else {
        waiting.clear();
        bytes = 0;
        add(ServerEvent.of("dropped", "this client reads too slowly").bytes());
        state = State.ENDING;
      }
      after = wake;
    }
    after.run();
    return taken;
  }

  /** Ends the stream after what waits. */
  public void end() {
    Runnable after;
    synchronized (this) {
      if (state != State.OPEN) {
        return;
      }
      state = State.ENDING;
      after = wake;
    }
    after.run();
  }

  /** Runs something once the client is gone, or at once when it is already. It must not block. */
  public void onClose(Runnable action) {
    synchronized (this) {
      if (state != State.CLOSED) {
        onClose.add(action);
        return;
      }
    }
    action.run();
  }

  public synchronized boolean isOpen() {
    return state == State.OPEN;
  }

  /** Says who is to be told that something waits. */
  void wakes(Runnable reader) {
    synchronized (this) {
      wake = reader;
    }
    reader.run();
  }

  /** Takes the next event to be written. */
  synchronized Optional<byte[]> poll() {
    byte[] next = waiting.poll();
    if (next != null) {
      bytes -= next.length + EVENT_OVERHEAD;
    }
    return Optional.ofNullable(next);
  }

  /** True when nothing waits and nothing will come. */
  synchronized boolean isSpent() {
    return state != State.OPEN && waiting.isEmpty();
  }

  /** True while the reader is to be told. */
  synchronized boolean isEnding() {
    return state == State.ENDING;
  }

  /** Marks the client as gone. */
  void closed() {
    List<Runnable> actions;
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      state = State.CLOSED;
      waiting.clear();
      bytes = 0;
      actions = List.copyOf(onClose);
    }
    actions.forEach(Runnable::run);
  }

  private void add(byte[] encoded) {
    waiting.add(encoded);
    bytes += encoded.length + EVENT_OVERHEAD;
  }
}
