package dev.millrace.core.analysis;

import dev.millrace.column.ColumnName;
import dev.millrace.core.analysis.LabelLift.ClassCount;
import dev.millrace.core.analysis.LabelLift.ValueLift;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Counts the values of each column against a label: one scan, and one more for pairs. Of a label of
 * more than {@value #MOST_CLASSES} different numbers the classes are "up to its median" and
 * "above".
 */
public final class LiftSearch {
  private static final int MOST_CLASSES = 20;
  private static final int PAIRED_COLUMNS = 6;
  private static final int PAIRED_GROUPS = 54;

  private final Engine engine;
  private final DataCut cut;
  private final TableProfile profile;

  public LiftSearch(Engine engine, DataCut cut, TableProfile profile) {
    this.engine = engine;
    this.cut = cut;
    this.profile = profile;
  }

  /** Lift of the values of single columns; LABEL_MISSING, LABEL_INVALID, LABEL_CONSTANT. */
  public LabelLift find(ColumnName label) {
    return search(label, false);
  }

  /** The same, and of pairs of values of the columns that tell most about the label. */
  public LabelLift findWithPairs(ColumnName label) {
    return search(label, true);
  }

  /** Groups of a label; LABEL_MISSING, LABEL_INVALID. */
  ValueGroups groups(ColumnName label) {
    ColumnProfile column =
        profile
            .find(label)
            .orElseThrow(
                () ->
                    Problem.of(ErrorCode.LABEL_MISSING, "there is no such column to be the label")
                        .found(label)
                        .allowed(names())
                        .asException());
    boolean few =
        column.exact().distinct().isCounted() && column.exact().distinct().values() <= MOST_CLASSES;
    Optional<ValueGroups> groups = few ? ValueGroups.of(column) : ValueGroups.halves(column);
    return groups.orElseThrow(
        () ->
            Problem.of(ErrorCode.LABEL_INVALID, "values cannot be held against this label")
                .at(label.value())
                .found(
                    column.semantics().meaning().name().toLowerCase(Locale.ROOT)
                        + ", "
                        + column.semantics().reason())
                .allowed("a number, or at most " + MOST_CLASSES + " values that repeat")
                .asException());
  }

  private String names() {
    return String.join(
        ", ",
        profile.columns().stream().map(column -> column.field().name().value()).limit(50).toList());
  }

  private LabelLift search(ColumnName label, boolean pairs) {
    ValueGroups labels = groups(label);
    List<ValueGroups> groups =
        profile.columns().stream()
            .filter(column -> !column.field().name().equals(label))
            .map(ValueGroups::of)
            .flatMap(Optional::stream)
            .toList();
    List<ValueGroups> all = new ArrayList<>(groups);
    all.add(labels);
    List<int[]> tables = new ArrayList<>();
    tables.add(new int[] {groups.size()});
    IntStream.range(0, groups.size()).forEach(i -> tables.add(new int[] {i, groups.size()}));
    CrossCounts.State state = collect(all, tables);

    long[] base = state.at(0);
    List<ClassCount> classes = classes(labels, base);
    if (classes.size() < 2) {
      throw Problem.of(ErrorCode.LABEL_CONSTANT, "the label has fewer than two values")
          .at(label.value())
          .found(classes.isEmpty() ? "no value" : classes.getFirst().name())
          .asException();
    }
    List<ValueLift> values = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      lifts(List.of(groups.get(i)), labels, base, state.at(i + 1), values);
    }
    if (pairs) {
      pairs(strongest(groups, labels, state), labels, base, values);
    }
    return new LabelLift(label, classes, values);
  }

  private CrossCounts.State collect(List<ValueGroups> groups, List<int[]> tables) {
    List<ColumnName> columns = groups.stream().map(ValueGroups::column).distinct().toList();
    return engine.collect(Scan.of(cut, columns), new CrossCounts(groups, tables));
  }

  private static List<ClassCount> classes(ValueGroups labels, long[] base) {
    return IntStream.range(0, labels.missing())
        .filter(group -> base[group] > 0)
        .mapToObj(group -> new ClassCount(labels.name(group), base[group]))
        .toList();
  }

  /** Columns of few groups that tell most about the label, in the order of the table. */
  private static List<ValueGroups> strongest(
      List<ValueGroups> groups, ValueGroups labels, CrossCounts.State state) {
    return IntStream.range(0, groups.size())
        .boxed()
        .filter(i -> groups.get(i).size() <= PAIRED_GROUPS)
        .sorted(
            Comparator.comparingDouble(
                i ->
                    -Association.mutualInformation(
                            labelled(state.at(i + 1), labels), labels.missing())
                        .orElse(0)))
        .limit(PAIRED_COLUMNS)
        .sorted()
        .map(groups::get)
        .toList();
  }

  /** A table of counts without its last column, that of rows without a label. */
  private static long[] labelled(long[] counts, ValueGroups labels) {
    int width = labels.missing();
    long[] kept = new long[counts.length / labels.size() * width];
    for (int row = 0; row * width < kept.length; row++) {
      System.arraycopy(counts, row * labels.size(), kept, row * width, width);
    }
    return kept;
  }

  private void pairs(
      List<ValueGroups> groups, ValueGroups labels, long[] base, List<ValueLift> values) {
    List<ValueGroups> all = new ArrayList<>(groups);
    all.add(labels);
    List<int[]> tables = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      for (int k = i + 1; k < groups.size(); k++) {
        tables.add(new int[] {i, k, groups.size()});
      }
    }
    if (tables.isEmpty()) {
      return;
    }
    CrossCounts.State state = collect(all, tables);
    for (int i = 0; i < tables.size(); i++) {
      int[] table = tables.get(i);
      List<ValueGroups> pair = List.of(groups.get(table[0]), groups.get(table[1]));
      lifts(pair, labels, base, state.at(i), values);
    }
  }

  private static void lifts(
      List<ValueGroups> groups,
      ValueGroups labels,
      long[] base,
      long[] counts,
      List<ValueLift> into) {
    double all = 0;
    for (int label = 0; label < labels.missing(); label++) {
      all += base[label];
    }
    List<ColumnName> columns = groups.stream().map(ValueGroups::column).toList();
    for (int cell = 0; cell < counts.length / labels.size(); cell++) {
      long rows = 0;
      for (int label = 0; label < labels.missing(); label++) {
        rows += counts[cell * labels.size() + label];
      }
      for (int label = 0; label < labels.missing() && rows > 0; label++) {
        if (base[label] > 0) {
          double share = base[label] / all;
          long labelled = counts[cell * labels.size() + label];
          double spread = Math.sqrt(rows * share * (1 - share));
          into.add(
              new ValueLift(
                  columns,
                  names(groups, cell),
                  labels.name(label),
                  rows,
                  labelled,
                  labelled / (rows * share),
                  spread > 0 ? (labelled - rows * share) / spread : 0));
        }
      }
    }
  }

  private static List<String> names(List<ValueGroups> groups, int cell) {
    if (groups.size() == 1) {
      return List.of(groups.getFirst().name(cell));
    }
    int width = groups.getLast().size();
    return List.of(groups.getFirst().name(cell / width), groups.getLast().name(cell % width));
  }
}
