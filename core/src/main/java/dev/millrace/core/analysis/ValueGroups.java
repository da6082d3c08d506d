package dev.millrace.core.analysis;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.Semantics.Meaning;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The groups into which a column's values are told apart when they are counted crosswise: its most
 * frequent values, or the tenths of a number. The last two groups are all other values (NaN
 * included) and missing ones. Immutable and thread-safe.
 */
public final class ValueGroups implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final String OTHER = "(other)";
  public static final String MISSING = "(missing)";

  private static final List<Double> TENTHS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  private final ColumnName column;
  private final ArrayList<String> names;
  private final double[] edges;
  private final HashMap<String, Integer> positions;

  private ValueGroups(ColumnName column, List<String> own, double[] edges) {
    this.column = column;
    this.names = new ArrayList<>(own);
    this.edges = edges;
    this.positions = new HashMap<>();
    for (int i = 0; i < own.size() && edges.length == 0; i++) {
      positions.put(own.get(i), i);
    }
    names.add(OTHER);
    names.add(MISSING);
  }

  /** Groups of a column; empty when it has neither values that repeat nor numbers. */
  public static Optional<ValueGroups> of(ColumnProfile column) {
    if (!CategoryCursor.reads(column.field().type())
        || column.semantics().meaning() == Meaning.IDENTIFIER) {
      return Optional.empty();
    }
    List<ValueCount> top = column.exact().top();
    boolean number = column.field().type().isNumeric();
    if (!top.isEmpty() && (!number || column.exact().distinct().values() <= top.size())) {
      List<String> values = top.stream().map(ValueCount::value).toList();
      return Optional.of(new ValueGroups(column.field().name(), values, new double[0]));
    }
    return number ? tenths(column, TENTHS) : Optional.empty();
  }

  /** Two groups of a number: up to its median, and above. */
  public static Optional<ValueGroups> halves(ColumnProfile column) {
    return column.field().type().isNumeric() ? tenths(column, List.of(0.5)) : Optional.empty();
  }

  private static Optional<ValueGroups> tenths(ColumnProfile column, List<Double> probabilities) {
    double[] edges =
        column.sampled().quantiles().stream()
            .filter(quantile -> probabilities.contains(quantile.probability()))
            .mapToDouble(quantile -> quantile.value())
            .distinct()
            .toArray();
    if (edges.length == 0) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    names.add("up to " + text(edges[0]));
    for (int i = 1; i < edges.length; i++) {
      names.add("above " + text(edges[i - 1]) + " up to " + text(edges[i]));
    }
    names.add("above " + text(edges[edges.length - 1]));
    return Optional.of(new ValueGroups(column.field().name(), names, edges));
  }

  /** An edge in full: two edges never read alike. */
  private static String text(double edge) {
    return edge == Math.rint(edge) && Math.abs(edge) < 1e15
        ? Long.toString((long) edge)
        : Double.toString(edge);
  }

  public ColumnName column() {
    return column;
  }

  /** All groups, the other and the missing included. */
  public int size() {
    return names.size();
  }

  public String name(int group) {
    return names.get(group);
  }

  /** The group of missing values, the last one. */
  public int missing() {
    return names.size() - 1;
  }

  /** The group of each row. */
  int[] codes(Batch rows) {
    Column values = rows.column(column);
    return edges.length > 0 ? ofNumbers(values) : ofValues(values);
  }

  private int[] ofNumbers(Column values) {
    int[] codes = new int[values.rows()];
    for (int row = 0; row < codes.length; row++) {
      if (values.isMissing(row)) {
        codes[row] = missing();
        continue;
      }
      double value = RealValues.at(values, row);
      int found = Arrays.binarySearch(edges, value + 0.0);
      codes[row] = Double.isNaN(value) ? missing() - 1 : found >= 0 ? found : -found - 1;
    }
    return codes;
  }

  private int[] ofValues(Column values) {
    CategoryCursor cursor = CategoryCursor.over(values);
    int[] codes = new int[values.rows()];
    byte[] last = new byte[0];
    int code = positions.getOrDefault("", missing() - 1);
    for (int row = 0; row < codes.length; row++) {
      if (!cursor.moveTo(row)) {
        codes[row] = values.isMissing(row) ? missing() : missing() - 1;
        continue;
      }
      int end = cursor.start() + cursor.length();
      if (!Arrays.equals(last, 0, last.length, cursor.bytes(), cursor.start(), end)) {
        last = Arrays.copyOfRange(cursor.bytes(), cursor.start(), end);
        code = positions.getOrDefault(new String(last, StandardCharsets.UTF_8), missing() - 1);
      }
      codes[row] = code;
    }
    return codes;
  }
}
