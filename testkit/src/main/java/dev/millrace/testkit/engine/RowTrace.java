package dev.millrace.testkit.engine;

import dev.millrace.digest.Digester;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import dev.millrace.testkit.table.Cells;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A collector that notices everything: which rows it was given, with which identities, in which
 * order, and how states were merged. Its result is a text such as {@code ((3:ab12 3:9f00) 1:77aa)}.
 */
public final class RowTrace implements Collector<RowTrace.Seen> {
  private static final long serialVersionUID = 1L;

  /** Rows of one part, or the text of merged parts. */
  public static final class Seen {
    private final List<String> rows = new ArrayList<>();
    private String merged = "";

    private Seen() {}

    @Override
    public String toString() {
      if (!merged.isEmpty()) {
        return merged;
      }
      Digester digester = new Digester();
      rows.forEach(digester::text);
      return rows.size() + ":" + digester.digest().brief();
    }
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.orderFixed(0, Long.MAX_VALUE);
  }

  @Override
  public Seen fresh() {
    return new Seen();
  }

  @Override
  public void add(Seen state, RowBatch rows) {
    for (int row = 0; row < rows.rows(); row++) {
      state.rows.add(
          String.format(
              Locale.ROOT,
              "%d/%d %x %s",
              rows.ids().sourceAt(row),
              rows.ids().ordinalAt(row),
              rows.ids().hashAt(row),
              Cells.row(rows.values(), row)));
    }
  }

  @Override
  public Seen merge(Seen left, Seen right) {
    Seen both = new Seen();
    both.merged = "(" + left + " " + right + ")";
    return both;
  }

  @Override
  public StateCodec<Seen> codec() {
    return new Codec();
  }

  private static final class Codec implements StateCodec<Seen> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Seen state, DataOutput out) throws IOException {
      out.writeUTF(state.merged);
      out.writeInt(state.rows.size());
      for (String row : state.rows) {
        out.writeUTF(row);
      }
    }

    @Override
    public Seen read(DataInput in) throws IOException {
      Seen state = new Seen();
      state.merged = in.readUTF();
      for (int left = in.readInt(); left > 0; left--) {
        state.rows.add(in.readUTF());
      }
      return state;
    }
  }
}
