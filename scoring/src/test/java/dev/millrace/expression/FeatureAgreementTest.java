package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.feature.CalendarPart;
import dev.millrace.feature.DatePart;
import dev.millrace.feature.StepScope;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has the same name as a feature and as a function is the same number. */
class FeatureAgreementTest {
  @ParameterizedTest
  @EnumSource(
      value = CalendarPart.class,
      names = {"QUARTER", "SECOND"},
      mode = EnumSource.Mode.EXCLUDE)
  void partsOfTimes(CalendarPart part) {
    Batch table = RandomTrips.table(new SplittableRandom(707), 2_000);
    boolean ofClock = part == CalendarPart.HOUR || part == CalendarPart.MINUTE;
    for (Field field : table.fields()) {
      if (field.type().isTemporal() && !(ofClock && field.type().equals(ColumnType.DATE))) {
        DatePart step = new DatePart(field.name(), new ColumnName("out"), part);
        Column[] columns =
            table.fields().asList().stream()
                .map(f -> table.column(f.name()))
                .toArray(Column[]::new);
        Column feature =
            step.bind(new StepScope(table.fields())).kernel().apply(columns, table.rows());
        String call = part.name().toLowerCase(Locale.ROOT) + "(" + field.name() + ")";
        assertThat(Evaluations.cells(call, table)).as(call).isEqualTo(Cells.of(feature));
      }
    }
  }
}
