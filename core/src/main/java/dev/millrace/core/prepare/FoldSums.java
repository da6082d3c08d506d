package dev.millrace.core.prepare;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows and sums of labels for each fold and category. The label of two classes is 0 or 1, so that
 * its sums are exact; other sums are as exact as doubles added in a fixed order.
 */
final class FoldSums implements Collector<FoldSums.State> {
  private static final long serialVersionUID = 1L;

  private final ColumnName column;
  private final String[] categories;
  private final FoldRule rule;
  private final Label label;
  private transient volatile @Nullable Vocabulary vocabulary;

  /** Cells of a fold: one for each category, then one for all others, then one for missing ones. */
  static final class State {
    final long[][] rows;
    final double[][] sums;

    State(int folds, int cells) {
      this.rows = new long[folds][cells];
      this.sums = new double[folds][cells];
    }
  }

  FoldSums(ColumnName column, List<String> categories, FoldRule rule, Label label) {
    this.column = column;
    this.categories = categories.toArray(String[]::new);
    this.rule = rule;
    this.label = label;
  }

  @Override
  public CollectorLaw law() {
    long bytes = 16L * rule.count() * cells() + 1024;
    return label.classes().isEmpty()
        ? CollectorLaw.orderFixed(1e-9, bytes)
        : CollectorLaw.exact(bytes);
  }

  private int cells() {
    return categories.length + 2;
  }

  @Override
  public State fresh() {
    return new State(rule.count(), cells());
  }

  @Override
  public void add(State state, RowBatch rows) {
    int[] folds = rule.folds(rows);
    int[] codes = vocabulary().codesOf(rows.values().column(column));
    float[] labels = label.read(rows, rows.values().fields());
    for (int row = 0; row < codes.length; row++) {
      int cell = cell(codes[row]);
      state.rows[folds[row]][cell]++;
      state.sums[folds[row]][cell] += labels[row];
    }
  }

  private int cell(int code) {
    if (code >= 0) {
      return code;
    }
    return categories.length + (code == Vocabulary.UNSEEN ? 0 : 1);
  }

  private Vocabulary vocabulary() {
    Vocabulary known = vocabulary;
    if (known == null) {
      known = Vocabulary.of(List.of(categories));
      vocabulary = known;
    }
    return known;
  }

  @Override
  public State merge(State left, State right) {
    for (int fold = 0; fold < left.rows.length; fold++) {
      for (int cell = 0; cell < left.rows[fold].length; cell++) {
        left.rows[fold][cell] += right.rows[fold][cell];
        left.sums[fold][cell] += right.sums[fold][cell];
      }
    }
    return left;
  }

  @Override
  public StateCodec<State> codec() {
    return new Codec();
  }

  private static final class Codec implements StateCodec<State> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(State state, DataOutput out) throws IOException {
      out.writeInt(state.rows.length);
      out.writeInt(state.rows[0].length);
      for (int fold = 0; fold < state.rows.length; fold++) {
        for (int cell = 0; cell < state.rows[fold].length; cell++) {
          out.writeLong(state.rows[fold][cell]);
          out.writeDouble(state.sums[fold][cell]);
        }
      }
    }

    @Override
    public State read(DataInput in) throws IOException {
      State state = new State(in.readInt(), in.readInt());
      for (int fold = 0; fold < state.rows.length; fold++) {
        for (int cell = 0; cell < state.rows[fold].length; cell++) {
          state.rows[fold][cell] = in.readLong();
          state.sums[fold][cell] = in.readDouble();
        }
      }
      return state;
    }
  }
}
