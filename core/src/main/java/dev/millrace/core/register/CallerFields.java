package dev.millrace.core.register;

import dev.millrace.column.Field;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.json.JsonReader;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ReleaseContent;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fields that callers of a version may send: what its scorer reads, and the other columns of
 * the schema it was trained under. Which of the columns a scorer reads may change from one version
 * to the next without anybody's doing; what callers send does not. Reads files.
 */
public final class CallerFields {
  private CallerFields() {}

  /** The columns of the schema; none for a version that nothing of the kind is stated of. */
  public static Set<String> ofSchema(BlobStore blobs, ReleaseContent content) {
    return schema(blobs, content).stream()
        .flatMap(schema -> schema.columns().stream())
        .map(rule -> rule.field().name().value())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The schema it was trained under; empty for a version that nothing of the kind is stated of. */
  public static Optional<TableSchema> schema(BlobStore blobs, ReleaseContent content) {
    return Optional.ofNullable(content.statements().get(ReleaseContents.SCHEMA))
        .map(blob -> SchemaJson.schema(JsonReader.read(BlobBytes.read(blobs, blob))));
  }

  /**
   * Fields that callers of {@code live} may not even send, and without which {@code next} fails.
   */
  public static SortedSet<String> unknownTo(
      BlobStore blobs, ReleaseContent live, ReleaseContent next) {
    SortedSet<String> needed = inputs(blobs, next);
    needed.removeAll(inputs(blobs, live));
    needed.removeAll(ofSchema(blobs, live));
    return needed;
  }

  private static SortedSet<String> inputs(BlobStore blobs, ReleaseContent content) {
    SortedSet<String> names = new TreeSet<>();
    for (Field field :
        ScorerPackage.read(BlobBytes.read(blobs, content.scorer())).scorer().inputs()) {
      names.add(field.name().value());
    }
    return names;
  }
}
