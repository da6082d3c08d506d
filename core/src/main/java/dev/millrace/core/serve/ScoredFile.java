package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.store.BlobStore;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Predictions for every record of a landed file, in the file's order and in small batches: one row
 * for each record that was read, with a score or with the reason why it has none. Holds the scores
 * of one part of the cut at a time, whatever the size of the file. Can be gone through once; not
 * thread-safe.
 */
public final class ScoredFile implements Iterable<Batch>, AutoCloseable {
  static final String NOT_FINITE = "the score is not a finite number";
  private static final int ROWS = 8192;

  private final RegisteredScorer registered;
  private final Predictions predictions;
  private final Engine engine;
  private final DataCut cut;
  private final RejectedLines rejected;
  private final TreeMap<String, Long> unscored = new TreeMap<>();
  private final Iterator<Part> parts;
  private final List<ColumnName> columns;
  private PartScores block = new PartScores(0, 1);
  private int next;
  private long scored;

  /**
   * @param landed one file, landed with the columns the scorer reads
   * @param blobs where the landing keeps its quarantine
   */
  public ScoredFile(RegisteredScorer registered, Engine engine, BlobStore blobs, Landed landed) {
    this.registered = registered;
    this.predictions = new Predictions(registered);
    this.engine = engine;
    this.cut = landed.cut();
    this.parts = cut.parts().iterator();
    this.columns = registered.scorer().inputs().asList().stream().map(Field::name).toList();
    this.rejected = new RejectedLines(landed, blobs);
  }

  /** Columns of the batches. */
  public Fields fields() {
    return ScoreTable.fields(labels());
  }

  /** What became of the records gone through so far. */
  public ScoreCounts counts() {
    return new ScoreCounts(scored, unscored);
  }

  private List<String> labels() {
    return registered.scorer().output().labels();
  }

  @Override
  public Iterator<Batch> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return hasRow() || rejected.peek().isPresent();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        ScoreTable table = new ScoreTable(labels(), ROWS);
        while (!table.isFull() && hasNext()) {
          add(table);
        }
        return table.build();
      }
    };
  }

  /** True when the current part, or one after it, has a row that was not given yet. */
  private boolean hasRow() {
    while (next == block.rows() && parts.hasNext()) {
      Part part = parts.next();
      Scan scan = Scan.of(new DataCut(cut.fields(), List.of(part)), columns);
      int outputs = Math.max(labels().size(), 1);
      block =
          engine.ordered(
              scan,
              new SortOrder(List.of()),
              new Scoring(new PartScores(Math.toIntExact(part.rows()), outputs)));
      next = 0;
    }
    return next < block.rows();
  }

  private void add(ScoreTable table) {
    Optional<RejectedRecord> refused = rejected.peek();
    if (refused.isPresent() && (!hasRow() || refused.get().ordinal() < block.ordinals[next])) {
      RejectedRecord record = refused.get();
      String at = record.column().isEmpty() ? "" : "column " + record.column() + ": ";
      refuse(table, record.ordinal(), at + record.reason());
      rejected.take();
      return;
    }
    if (!block.isFinite(next)) {
      refuse(table, block.ordinals[next], NOT_FINITE);
    } else {
      table.score(block.ordinals[next], block.decisions[next]);
      for (int output = 0; output < block.outputs; output++) {
        table.set(output, block.value(next, output));
      }
      scored++;
    }
    next++;
  }

  private void refuse(ScoreTable table, long ordinal, String reason) {
    table.refuse(ordinal, reason);
    unscored.merge(reason, 1L, Long::sum);
  }

  @Override
  public void close() {
    rejected.close();
  }

  /** Ordinals, decisions and values of one part's rows. */
  private static final class PartScores {
    private final int outputs;
    private final long[] ordinals;
    private final int[] decisions;
    private final double[] values;

    PartScores(int rows, int outputs) {
      this.outputs = outputs;
      this.ordinals = new long[rows];
      this.decisions = new int[rows];
      this.values = new double[Math.multiplyExact(rows, outputs)];
    }

    int rows() {
      return ordinals.length;
    }

    double value(int row, int output) {
      return values[row * outputs + output];
    }

    boolean isFinite(int row) {
      for (int output = 0; output < outputs; output++) {
        if (!Double.isFinite(value(row, output))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Scores the rows of a part as they come in order. */
  private final class Scoring implements OrderedPass<PartScores> {
    private final PartScores part;
    private int at;

    Scoring(PartScores part) {
      this.part = part;
    }

    @Override
    public void next(RowBatch rows) {
      Scores scores = registered.scorer().score(rows.values());
      boolean amounts = scores.labels().isEmpty();
      for (int row = 0; row < rows.rows(); row++) {
        part.ordinals[at] = rows.ids().ordinalAt(row);
        part.decisions[at] = amounts ? 0 : predictions.decide(scores, row);
        for (int output = 0; output < part.outputs; output++) {
          part.values[at * part.outputs + output] =
              amounts ? scores.score(row, 0) : scores.probability(row, output);
        }
        at++;
      }
    }

    @Override
    public PartScores finish() {
      return part;
    }
  }
}
