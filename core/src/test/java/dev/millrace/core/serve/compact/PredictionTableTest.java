package dev.millrace.core.serve.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows of JSON become typed columns, and nothing of them is lost. */
final class PredictionTableTest {
  private static final Fields INPUTS =
      Fields.of(
          Field.of("miles", ColumnType.FLOAT64),
          Field.of("company", ColumnType.UTF8),
          Field.of("day", ColumnType.DATE),
          Field.of("log_time", ColumnType.UTF8));

  private static Batch batch(Fields inputs, String... rows) {
    List<LoggedRow<LoggedPrediction>> values = new ArrayList<>();
    for (String row : rows) {
      values.add(
          new LoggedRow<>(
              new LoggedPrediction(
                  new PredictionId(1, values.size()),
                  123,
                  new ServedVersion(new ModelName("taxi"), 3, 4),
                  RowJson.of(row),
                  ScoreVector.of(0.25, values.size()),
                  values.isEmpty() ? Optional.of("yes") : Optional.empty(),
                  0.5,
                  Optional.empty(),
                  values.isEmpty() ? List.of("a", "b") : List.of()),
              new NodeId("n1"),
              values.size()));
    }
    return new PredictionTable(inputs).batch(values);
  }

  private static Column column(Batch batch, String name) {
    return batch.column(new ColumnName(name));
  }

  private static List<Optional<String>> texts(Batch batch, String name) {
    BytesColumn column = (BytesColumn) column(batch, name);
    List<Optional<String>> texts = new ArrayList<>();
    for (int row = 0; row < column.rows(); row++) {
      texts.add(column.isMissing(row) ? Optional.empty() : Optional.of(column.textAt(row)));
    }
    return texts;
  }

  @Test
  void typedWhereTheyFitAndKeptWhereTheyDoNot() {
    Batch batch =
        batch(
            INPUTS,
            "{\"miles\":1.5,\"company\":\"Flash\",\"day\":\"2026-11-25\"}",
            "{\"miles\":\"far\",\"company\":null,\"tip\":2,\"log_time\":\"x\"}",
            "{\"miles\":3}",
            "[1]",
            "{broken");
    DoubleColumn miles = (DoubleColumn) column(batch, "miles");
    assertThat(miles.at(0)).isEqualTo(1.5);
    assertThat(miles.isMissing(1)).isTrue();
    assertThat(miles.at(2)).isEqualTo(3);
    assertThat(((LongColumn) column(batch, "day")).at(0)).isEqualTo(20_782);
    assertThat(texts(batch, "company").getFirst()).contains("Flash");
    assertThat(texts(batch, "log_extra"))
        .containsExactly(
            Optional.empty(),
            Optional.of("{\"log_time\":\"x\",\"miles\":\"far\",\"tip\":2}"),
            Optional.empty(),
            Optional.of("[1]"),
            Optional.of("{broken"));
  }

  @Test
  void whatTheLogKnowsIsBesideIt() {
    Batch batch = batch(new Fields(List.of()), "{\"b\":1,\"a\":2}", "{}");
    assertThat(texts(batch, "log_id"))
        .containsExactly(
            Optional.of(new PredictionId(1, 0).text()), Optional.of(new PredictionId(1, 1).text()));
    assertThat(texts(batch, "log_decision")).containsExactly(Optional.of("yes"), Optional.empty());
    ListColumn scores = (ListColumn) column(batch, "log_scores");
    assertThat(scores.lengthAt(1)).isEqualTo(2);
    assertThat(((DoubleColumn) scores.elements()).at(scores.startAt(1) + 1)).isEqualTo(1);
    assertThat(((ListColumn) column(batch, "log_warnings")).lengthAt(0)).isEqualTo(2);
    assertThat(((LongColumn) column(batch, "log_epoch")).at(0)).isEqualTo(4);
    assertThat(texts(batch, "log_extra"))
        .containsExactly(Optional.of("{\"a\":2,\"b\":1}"), Optional.empty());
  }
}
