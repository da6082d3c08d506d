package dev.millrace.core.analysis;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Profiles of the rows that share the values of some columns: one scan to count them, and one scan
 * for each slice, of which the {@value #MOST} with most rows are taken.
 *
 * @param by the columns, one or crossed
 * @param slices with most rows first
 * @param left rows of slices that were not profiled
 */
public record TableSlices(List<ColumnName> by, List<Slice> slices, long left) {
  private static final int MOST = 10;
  private static final int MOST_CROSSED = 3;

  /**
   * Rows that share values.
   *
   * @param values of each column
   */
  public record Slice(List<String> values, TableProfile profile) {
    public Slice {
      values = List.copyOf(values);
      Objects.requireNonNull(profile);
    }
  }

  public TableSlices {
    by = List.copyOf(by);
    slices = List.copyOf(slices);
  }

  /** Profiles slices; COLUMN_MISSING, USAGE. */
  public static TableSlices of(
      Engine engine, DataCut cut, TableProfile profile, List<ColumnName> by) {
    if (by.isEmpty() || by.size() > MOST_CROSSED) {
      throw Problem.of(ErrorCode.USAGE, "slices are crossed of too many columns")
          .found(by.size())
          .allowed("1 to " + MOST_CROSSED)
          .asException();
    }
    List<ValueGroups> groups = by.stream().map(name -> groups(profile, name)).toList();
    int[] table = IntStream.range(0, groups.size()).toArray();
    long[] counts = engine.collect(Scan.of(cut, by), new CrossCounts(groups, List.of(table))).at(0);
    List<Integer> cells =
        IntStream.range(0, counts.length)
            .filter(cell -> counts[cell] > 0)
            .boxed()
            .sorted(Comparator.comparingLong(cell -> -counts[cell]))
            .toList();
    List<Slice> slices = new ArrayList<>();
    for (int cell : cells.subList(0, Math.min(MOST, cells.size()))) {
      int[] codes = codes(groups, cell);
      slices.add(
          new Slice(
              IntStream.range(0, codes.length).mapToObj(i -> groups.get(i).name(codes[i])).toList(),
              TableProfiler.profile(
                  engine, Scan.all(cut).where(new InGroups(new ArrayList<>(groups), codes)))));
    }
    long left = cells.stream().skip(MOST).mapToLong(cell -> counts[cell]).sum();
    return new TableSlices(by, slices, left);
  }

  private static ValueGroups groups(TableProfile profile, ColumnName name) {
    return ValueGroups.of(
            profile
                .find(name)
                .orElseThrow(
                    () ->
                        Problem.of(ErrorCode.COLUMN_MISSING, "there is no such column to slice by")
                            .found(name)
                            .asException()))
        .orElseThrow(
            () ->
                Problem.of(ErrorCode.USAGE, "rows cannot be sliced by this column")
                    .at(name.value())
                    .found("neither a number nor values that repeat")
                    .next("Name a category, a boolean or a number.")
                    .asException());
  }

  private static int[] codes(List<ValueGroups> groups, int cell) {
    int[] codes = new int[groups.size()];
    int rest = cell;
    for (int i = codes.length - 1; i >= 0; i--) {
      codes[i] = rest % groups.get(i).size();
      rest /= groups.get(i).size();
    }
    return codes;
  }

  /** Keeps the rows of one slice. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record InGroups(ArrayList<ValueGroups> groups, int[] codes) implements RowFilter {
    @Override
    public List<ColumnName> columns() {
      return groups.stream().map(ValueGroups::column).toList();
    }

    @Override
    public int[] keep(RowBatch rows) {
      int[][] found =
          groups.stream().map(group -> group.codes(rows.values())).toArray(int[][]::new);
      return IntStream.range(0, rows.rows())
          .filter(row -> IntStream.range(0, codes.length).allMatch(i -> found[i][row] == codes[i]))
          .toArray();
    }
  }
}
