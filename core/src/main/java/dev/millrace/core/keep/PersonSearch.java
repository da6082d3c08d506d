package dev.millrace.core.keep;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.core.person.Person;
import dev.millrace.core.person.PersonRows;
import dev.millrace.core.serve.compact.LogErasures;
import dev.millrace.digest.Digest;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ErasureStore;
import dev.millrace.spi.store.RecordedResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds persons by the digests of their keys, as they are known after an erasure: by computing the
 * digest of each value of the column in cuts and log. A person who is in no row is not found.
 */
public final class PersonSearch {
  private static final int PAGE = 200;

  private final ErasureStore erasures;
  private final BlobStore blobs;
  private final Engine engine;
  private final ProjectName project;
  private final PersonKeys keys;

  public PersonSearch(
      ErasureStore erasures, BlobStore blobs, Engine engine, ProjectName project, PersonKeys keys) {
    this.erasures = erasures;
    this.blobs = blobs;
    this.engine = engine;
    this.project = project;
    this.keys = keys;
  }

  /** Those of the persons who are there, in the order of their digests. */
  public Collection<Person> find(ColumnName column, Set<Digest> wanted, LogErasures log) {
    Map<Digest, Person> found = new TreeMap<>();
    Consumer<String> seen =
        value -> {
          Digest key = keys.of(column, value);
          if (wanted.contains(key)) {
            found.putIfAbsent(key, new Person(column, value, key));
          }
        };
    Optional<Digest> last = Optional.empty();
    List<RecordedResult> page = erasures.results(project, last, PAGE);
    while (!page.isEmpty()) {
      page.stream()
          .flatMap(result -> ErasedResult.cut(result).stream())
          .forEach(cut -> look(cut, column, seen));
      page = erasures.results(project, Optional.of(page.getLast().digest()), PAGE);
    }
    log.values(column, seen);
    return List.copyOf(found.values());
  }

  private void look(DataCut cut, ColumnName column, Consumer<String> seen) {
    OptionalInt position = cut.fields().find(column);
    if (position.isEmpty()
        || !PersonRows.tells(cut.fields().at(position.getAsInt()))
        || !cut.parts().stream().map(Part::blob).allMatch(blobs::verify)) {
      return;
    }
    var _ =
        engine.ordered(
            Scan.of(cut, List.of(column)), new SortOrder(List.of()), new Values(column, seen));
  }

  /** Hands on the values of a column; gives how many. */
  private static final class Values implements OrderedPass<Long> {
    private final ColumnName name;
    private final Consumer<String> seen;
    private long count;

    Values(ColumnName name, Consumer<String> seen) {
      this.name = name;
      this.seen = seen;
    }

    @Override
    public void next(RowBatch rows) {
      Column column = rows.values().column(name);
      for (int row = 0; row < rows.rows(); row++) {
        if (!column.isMissing(row)) {
          count++;
          seen.accept(PersonRows.text(column, row));
        }
      }
    }

    @Override
    public Long finish() {
      return count;
    }
  }
}
