package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions as a table, built row by row: the number of the record in its file from 0; the value,
 * or the decision and the probability of each class; and, for a record without a score, the reason.
 * Not thread-safe.
 */
final class ScoreTable {
  private final List<String> labels;
  private final long[] ordinals;
  private final int[] decisions;
  private final double[][] values;
  private final int[] reasons;
  private final Map<String, Integer> reasonCodes = new LinkedHashMap<>();
  private int rows;

  /**
   * @param labels the classes; empty for regression
   * @param most rows it can hold
   */
  ScoreTable(List<String> labels, int most) {
    this.labels = labels;
    this.ordinals = new long[most];
    this.decisions = new int[most];
    this.values = new double[Math.max(labels.size(), 1)][most];
    this.reasons = new int[most];
  }

  /** Columns of the table, which depend on the classes alone. */
  static Fields fields(List<String> labels) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(new ColumnName("row"), ColumnType.INT64));
    if (labels.isEmpty()) {
      fields.add(new Field(new ColumnName("value"), ColumnType.FLOAT64));
    } else {
      fields.add(new Field(new ColumnName("decision"), ColumnType.UTF8));
      for (int label = 0; label < labels.size(); label++) {
        fields.add(new Field(probability(labels, label), ColumnType.FLOAT64));
      }
    }
    fields.add(new Field(new ColumnName("reason"), ColumnType.UTF8));
    return new Fields(fields);
  }

  /** A label that no column name can hold is told by its place. */
  private static ColumnName probability(List<String> labels, int label) {
    String text = labels.get(label);
    boolean fits = text.length() <= 250 && text.chars().noneMatch(Character::isISOControl);
    return new ColumnName("p(" + (fits ? text : "class " + label) + ")");
  }

  boolean isFull() {
    return rows == ordinals.length;
  }

  /** A record with its score; the row's values are set with {@link #set}. */
  void score(long ordinal, int decision) {
    ordinals[rows] = ordinal;
    decisions[rows] = decision;
    reasons[rows] = -1;
    rows++;
  }

  /** A value of the row added last. */
  void set(int position, double value) {
    values[position][rows - 1] = value;
  }

  /** A record without a score. */
  void refuse(long ordinal, String reason) {
    ordinals[rows] = ordinal;
    reasons[rows] = reasonCodes.computeIfAbsent(reason, r -> reasonCodes.size());
    rows++;
  }

  Batch build() {
    ValidityBuilder scored = new ValidityBuilder();
    ValidityBuilder refused = new ValidityBuilder();
    for (int row = 0; row < rows; row++) {
      (reasons[row] < 0 ? refused : scored).missing(row);
    }
    Validity withScore = scored.build(rows);
    List<Column> columns = new ArrayList<>();
    columns.add(
        LongColumn.owning(ColumnType.INT64, Arrays.copyOf(ordinals, rows), Validity.all(rows)));
    if (!labels.isEmpty()) {
      columns.add(texts(labels, decisions, withScore));
    }
    for (double[] column : values) {
      columns.add(DoubleColumn.owning(Arrays.copyOf(column, rows), withScore));
    }
    columns.add(texts(List.copyOf(reasonCodes.keySet()), reasons, refused.build(rows)));
    return new Batch(fields(labels), columns, rows);
  }

  private BytesColumn texts(List<String> dictionary, int[] codes, Validity validity) {
    int[] offsets = new int[dictionary.size() + 1];
    StringBuilder all = new StringBuilder();
    int end = 0;
    for (int i = 0; i < dictionary.size(); i++) {
      all.append(dictionary.get(i));
      end += dictionary.get(i).getBytes(StandardCharsets.UTF_8).length;
      offsets[i + 1] = end;
    }
    return BytesColumn.owningDictionary(
        ColumnType.UTF8,
        all.toString().getBytes(StandardCharsets.UTF_8),
        offsets,
        Arrays.copyOf(codes, rows),
        validity);
  }
}
