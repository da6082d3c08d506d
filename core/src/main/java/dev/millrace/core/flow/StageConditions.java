package dev.millrace.core.flow;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.evaluate.MetricNames;
import dev.millrace.error.MillraceException;
import dev.millrace.expression.Expression;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Under which conditions a run trains and releases: the {@code when} key of a pipeline. A condition
 * is an expression over what the run knows by then; one that is missing does not hold.
 *
 * @param train looked at before training
 * @param release looked at before a version is proposed
 */
public record StageConditions(Optional<Expression> train, Optional<Expression> release) {
  /** What is known before training: counts of rows, the champion, and how its traffic looks. */
  static final Fields KNOWN_TO_TRAIN =
      new Fields(
          List.of(
              Field.of("rows", ColumnType.INT64),
              Field.of("accepted", ColumnType.INT64),
              Field.of("quarantined", ColumnType.INT64),
              Field.of("rejected", ColumnType.INT64),
              Field.of("train_rows", ColumnType.INT64),
              Field.of("validation_rows", ColumnType.INT64),
              Field.of("test_rows", ColumnType.INT64),
              Field.of("champion", ColumnType.INT64),
              Field.of("new_data", ColumnType.BOOL),
              Field.of("drifted_columns", ColumnType.INT64)));

  /** The same, and the candidate's metrics on the test rows. */
  static final Fields KNOWN_TO_RELEASE = withMetrics();

  public StageConditions {
    Objects.requireNonNull(train);
    Objects.requireNonNull(release);
  }

  /** Reads the section; problems are noted there. */
  public static StageConditions read(Section section) {
    return new StageConditions(
        section.optional(
            "train",
            "condition under which a run trains, over: " + names(KNOWN_TO_TRAIN),
            form(KNOWN_TO_TRAIN)),
        section.optional(
            "release",
            "condition under which a run proposes its version, over the same and the candidate's"
                + " metrics",
            form(KNOWN_TO_RELEASE)));
  }

  private static ValueForm<Expression> form(Fields known) {
    return new ValueForm<>(
        "an expression that is true or false, such as rows >= 10000, over: " + names(known),
        text -> {
          try {
            Expression expression = Expression.parse(text);
            var _ = expression.bindPredicate(known);
            return expression;
          } catch (MillraceException e) {
            throw new IllegalArgumentException(e);
          }
        },
        Expression::text);
  }

  /** Whether a condition holds for these facts; what is not among them is missing. */
  static boolean holds(Expression condition, Fields known, Json facts) {
    JsonObject given = JsonObject.of(facts);
    MembersBuilder cells = Json.members();
    for (Field field : known) {
      String name = field.name().value();
      cells.put(name, given.find(name).orElse(Json.Literal.NULL));
    }
    Batch row = new RowReader(known).read(CanonicalJson.bytes(cells.build()));
    return condition.bindPredicate(known).rowsWhereTrue(row).length == 1;
  }

  private static String names(Fields known) {
    return String.join(", ", known.asList().stream().map(field -> field.name().value()).toList());
  }

  private static Fields withMetrics() {
    List<Field> all = new ArrayList<>(KNOWN_TO_TRAIN.asList());
    MetricNames.all()
        .forEach(metric -> all.add(new Field(new ColumnName(metric), ColumnType.FLOAT64)));
    return new Fields(all);
  }
}
