package dev.millrace.feature;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.expression.Expression;
import dev.millrace.histogram.Edges;
import java.util.ArrayList;
import java.util.List;

/** Steps of every kind over one raw column per type; laws are tested on all of them. */
final class SampleSteps {
  static final ColumnName OUT = new ColumnName("out");

  static final Fields FIELDS =
      Fields.of(
          Field.of("real", ColumnType.FLOAT64),
          Field.of("whole", ColumnType.INT64),
          Field.of("decimal", new ColumnType.Decimal(20, 2)),
          Field.of("flag", ColumnType.BOOL),
          Field.of("text", ColumnType.UTF8),
          Field.of("date", ColumnType.DATE),
          Field.of("instant", ColumnType.INSTANT),
          Field.of("local", ColumnType.LOCAL_DATETIME));

  private static final Vocabulary WORDS =
      Vocabulary.of(List.of("3", "", "true", "Ä", "2020-01-31", "-0.5", "a", "Infinity"));

  private SampleSteps() {}

  static List<RowStep> all() {
    List<RowStep> steps = new ArrayList<>();
    ColumnName real = column(ColumnType.FLOAT64);
    steps.add(new Impute(real, OUT, Statistic.MEDIAN, -0.0));
    steps.add(new Standardize(real, OUT, 0.1, 0.3));
    steps.add(new MinMax(real, OUT, -1, 3));
    steps.add(new Log1p(real, OUT));
    steps.add(new Clip(real, OUT, -1, 2.5));
    steps.add(new Clip(real, OUT, 0, Double.POSITIVE_INFINITY));
    steps.add(new Clip(real, OUT, Double.NEGATIVE_INFINITY, 0));
    steps.add(new Buckets(real, OUT, Edges.of(-1, 0, 0.1, 3)));
    steps.add(new ImputeText(column(ColumnType.UTF8), OUT, Statistic.MODE, "Ä"));
    steps.add(new Computed(OUT, Expression.parse("if(real > whole, real - 1, whole / 3)")));
    for (Field field : FIELDS) {
      ColumnType type = field.type();
      steps.add(new MissingIndicator(column(type), OUT));
      if (type.isNumeric() || type.equals(ColumnType.BOOL)) {
        steps.add(new ToNumber(column(type), OUT));
      }
      if (type.isTemporal()) {
        addCalendar(steps, type);
      }
      if (!type.isTemporal() || type.equals(ColumnType.DATE)) {
        steps.add(new Encode(column(type), OUT, WORDS, Otherwise.BUCKET, Otherwise.IGNORE));
        steps.add(new Encode(column(type), OUT, WORDS, Otherwise.IGNORE, Otherwise.BUCKET));
        steps.add(
            new CategoryNumber(
                column(type),
                OUT,
                WORDS,
                List.of(0.1, -0.5, 3.0, 1e-3, 7.0, -0.25, 1e300, 0.75),
                0.5,
                -2));
        steps.add(new Hashing(column(type), OUT, 7, -5));
      }
    }
    return steps;
  }

  private static void addCalendar(List<RowStep> steps, ColumnType type) {
    for (CalendarPart part : CalendarPart.values()) {
      if (type.equals(ColumnType.DATE) && part.compareTo(CalendarPart.HOUR) >= 0) {
        continue;
      }
      steps.add(new DatePart(column(type), OUT, part));
      if (part != CalendarPart.YEAR) {
        steps.add(new DateCycle(column(type), OUT, part, DateCycle.Phase.SINE));
        steps.add(new DateCycle(column(type), OUT, part, DateCycle.Phase.COSINE));
      }
    }
  }

  static ColumnName column(ColumnType type) {
    return FIELDS.asList().stream()
        .filter(field -> field.type().equals(type))
        .findFirst()
        .orElseThrow()
        .name();
  }
}
