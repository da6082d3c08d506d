package dev.millrace.store.sql;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The stores a test has open on one home, as many processes would; closed in reverse. */
public final class OpenProcesses implements AutoCloseable {
  private static final int PROCESSES = 2;

  private final Function<Checkpoints, ? extends MetadataStore> opener;
  private final List<MetadataStore> opened = new ArrayList<>();
  private final List<Stores> processes = new ArrayList<>();
  private int turn;

  public OpenProcesses(Function<Checkpoints, ? extends MetadataStore> opener) {
    this.opener = opener;
  }

  /** A process of its own when it is observed; else one of two, in turn. */
  public Stores open(Checkpoints checkpoints) {
    if (!checkpoints.equals(Checkpoints.NONE)) {
      return keep(opener.apply(checkpoints)).stores();
    }
    if (processes.size() < PROCESSES) {
      processes.add(keep(opener.apply(checkpoints)).stores());
      return processes.getLast();
    }
    turn = (turn + 1) % PROCESSES;
    return processes.get(turn);
  }

  /** Closes a store with the others. */
  public <S extends MetadataStore> S keep(S store) {
    opened.add(store);
    return store;
  }

  @Override
  public void close() {
    opened.reversed().forEach(MetadataStore::close);
    opened.clear();
    processes.clear();
  }
}
