package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.core.validate.BrokenRow.Broke;
import dev.millrace.core.validate.ValueRules.ValueRule;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.Expression;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.store.BlobStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the rows that validation puts apart: each as a line of a blob, in landing order, with its
 * identity, what it broke and all its cells.
 *
 * @param blobs where the rows are kept
 * @param scratch folder for the blob while it is made
 * @param objects digests of the source's objects, in the order in which rows count them
 */
public record RowQuarantine(BlobStore blobs, Path scratch, List<Digest> objects) {
  public RowQuarantine {
    objects = List.copyOf(objects);
  }

  /** What was kept. */
  record Kept(long rows, Digest blob) {}

  /** Keeps the rows of a cut that break one of the rules. */
  Kept keep(Engine engine, DataCut cut, List<ValueRule> rules) {
    Path file = null;
    try {
      file = Files.createTempFile(scratch, "quarantine-", ".jsonl");
      long rows;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        rows =
            engine.ordered(
                Scan.all(cut).where(new Broken(violations(rules))),
                new SortOrder(List.of()),
                new Writer(out, rules));
      }
      return new Kept(rows, blobs.putFile(file));
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.DISK_FULL, "rows in quarantine cannot be kept")
              .at(scratch.toString())
              .found(FileFault.words(e))
              .next("Free space on that disk; nothing was changed."),
          e);
    } finally {
      remove(file);
    }
  }

  /** What is left over is swept with the scratch folder of a process that is gone. */
  private static void remove(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }

  private static List<String> violations(List<ValueRule> rules) {
    return rules.stream().map(ValueRule::violation).toList();
  }

  private static int[] broken(String violation, RowBatch rows) {
    return Expression.parse(violation)
        .bindPredicate(rows.values().fields())
        .rowsWhereTrue(rows.values());
  }

  /** Keeps the rows for which any of the expressions is true. */
  private record Broken(ArrayList<String> violations) implements RowFilter {
    Broken(List<String> violations) {
      this(new ArrayList<>(violations));
    }

    @Override
    public List<ColumnName> columns() {
      Set<ColumnName> columns = new LinkedHashSet<>();
      violations.forEach(text -> columns.addAll(Expression.parse(text).columns()));
      return List.copyOf(columns);
    }

    @Override
    public int[] keep(RowBatch rows) {
      java.util.BitSet kept = new java.util.BitSet(rows.rows());
      for (String violation : violations) {
        for (int row : broken(violation, rows)) {
          kept.set(row);
        }
      }
      return kept.stream().toArray();
    }
  }

  /** Writes rows as lines; gives how many. */
  private final class Writer implements OrderedPass<Long> {
    private final OutputStream out;
    private final List<ValueRule> rules;
    private long written;

    Writer(OutputStream out, List<ValueRule> rules) {
      this.out = out;
      this.rules = rules;
    }

    @Override
    public void next(RowBatch rows) {
      List<List<Broke>> broke = new ArrayList<>();
      for (int row = 0; row < rows.rows(); row++) {
        broke.add(new ArrayList<>());
      }
      for (ValueRule rule : rules) {
        for (int row : broken(rule.violation(), rows)) {
          broke.get(row).add(new Broke(rule.violation(), rule.finding()));
        }
      }
      for (int row = 0; row < rows.rows(); row++) {
        write(BrokenRow.of(rows.values(), rows.ids(), row, objects, broke.get(row)));
      }
    }

    private void write(BrokenRow row) {
      try {
        out.write(CanonicalJson.bytes(row.json()));
        out.write('\n');
        written++;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public Long finish() {
      return written;
    }
  }
}
