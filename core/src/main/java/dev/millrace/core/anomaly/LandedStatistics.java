package dev.millrace.core.anomaly;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.statistics.ProfileStatistics;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.DraftColumn;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.core.validate.SchemaDraft;
import dev.millrace.core.validate.SchemaFaults;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statistics of data that is to be held against a schema. Data is read as it is, not as the schema
 * would have it: only where every value is what the schema says is it read so, and otherwise its
 * own type is an anomaly that is found.
 */
public final class LandedStatistics {
  private final SchemaDraft schema;

  public LandedStatistics(SchemaDraft schema) {
    this.schema = schema;
  }

  /** How the columns of a source are read, in its order. */
  public List<LandingColumn> columns(InferredTable inferred) {
    return inferred.columns().stream().map(this::column).toList();
  }

  private LandingColumn column(InferredColumn inferred) {
    Optional<DraftColumn> rule = schema.find(inferred.field().name().value());
    Optional<ColumnType> type = rule.flatMap(SchemaFaults::type);
    if (type.isEmpty()) {
      return new LandingColumn(inferred.field(), inferred.missingMarks(), TemporalForm.ISO);
    }
    DraftColumn known = rule.orElseThrow();
    boolean marked = known.missingMarks().containsAll(inferred.missingMarks());
    ColumnType found = inferred.field().type();
    if (type.get().equals(ColumnType.UTF8) || (marked && reads(known, type.get(), found))) {
      Field field = new Field(inferred.field().name(), type.get());
      return new LandingColumn(field, known.missingMarks(), known.temporal());
    }
    // A mark that the schema does not know is a value, and makes texts of numbers.
    Field field = marked ? inferred.field() : new Field(inferred.field().name(), ColumnType.UTF8);
    return new LandingColumn(field, known.missingMarks(), TemporalForm.ISO);
  }

  private static boolean reads(DraftColumn rule, ColumnType wanted, ColumnType found) {
    boolean wider = found.equals(ColumnType.INT64) && wanted.isNumeric();
    boolean epoch =
        found.equals(ColumnType.INT64)
            && wanted.isTemporal()
            && rule.temporal() != TemporalForm.ISO;
    return wanted.equals(found) || wider || epoch;
  }

  /** Statistics of every row that was landed. */
  public DatasetStatistics of(Engine engine, Landed landed) {
    return new ProfileStatistics(categories(schema)).of(engine, landed.cut());
  }

  /** Columns of whole numbers whose values a schema counts one by one. */
  static Set<String> categories(SchemaDraft schema) {
    Set<String> categories = new HashSet<>();
    for (DraftColumn column : schema.columns()) {
      if (column.type().filter(ColumnType.INT64::equals).isPresent()
          && SchemaFaults.isCategory(column)) {
        categories.add(column.title());
      }
    }
    return categories;
  }

  /** What to say of records that could not be read at all. */
  public Optional<AnomalyFinding> unreadable(Landed landed) {
    long rejected = landed.ledger().rejectedRows();
    if (rejected == 0) {
      return Optional.empty();
    }
    double share = (double) rejected / landed.ledger().read();
    boolean refused = share > schema.mostRejected();
    return Optional.of(
        new AnomalyFinding(
            Anomaly.UNEXPECTED_DATA_TYPE,
            "",
            refused ? Severity.ERROR : Severity.WARNING,
            "records could not be read",
            Words.number(share) + " of the records, " + rejected + " in all",
            "at most " + Words.number(schema.mostRejected())));
  }
}
