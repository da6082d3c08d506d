package dev.millrace.core.serve.compact;

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
import dev.millrace.column.Validity;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.RecordSink;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Predictions of one scorer as a table: what the log knows in columns that begin with {@code log_},
 * the row's fields under their own names, and {@code log_extra} for what has no column.
 */
final class PredictionTable {
  private static final List<Field> OWN =
      List.of(
          Field.of("log_id", ColumnType.UTF8),
          Field.of("log_time", ColumnType.INSTANT),
          Field.of("log_model", ColumnType.UTF8),
          Field.of("log_version", ColumnType.INT64),
          Field.of("log_epoch", ColumnType.INT64),
          Field.of("log_scores", new ColumnType.ListOf(ColumnType.FLOAT64)),
          Field.of("log_decision", ColumnType.UTF8),
          Field.of("log_sampling", ColumnType.FLOAT64),
          Field.of("log_key", ColumnType.UTF8),
          Field.of("log_warnings", new ColumnType.ListOf(ColumnType.UTF8)),
          Field.of("log_node", ColumnType.UTF8),
          Field.of("log_sequence", ColumnType.INT64),
          Field.of("log_extra", ColumnType.UTF8));

  private final List<Field> inputs = new ArrayList<>();
  private final Fields fields;

  /** A table with these inputs; those whose names are taken, in any case, stay extra. */
  PredictionTable(Fields known) {
    Set<String> taken = new HashSet<>();
    OWN.forEach(field -> taken.add(field.name().value()));
    for (Field input : known) {
      if (taken.add(input.name().value().toLowerCase(Locale.ROOT))) {
        inputs.add(input);
      }
    }
    List<Field> all = new ArrayList<>(OWN);
    all.addAll(inputs);
    this.fields = new Fields(all);
  }

  Fields fields() {
    return fields;
  }

  Batch batch(List<LoggedRow<LoggedPrediction>> rows) {
    List<LoggedPrediction> values = rows.stream().map(LoggedRow::value).toList();
    RowCells cells = new RowCells(values);
    List<Column> typed = inputs.stream().map(cells::take).toList();
    List<Column> columns = new ArrayList<>();
    columns.add(RecordColumns.texts(values, value -> value.id().text()));
    columns.add(RecordColumns.longs(ColumnType.INSTANT, values, LoggedPrediction::atMicros));
    columns.add(RecordColumns.texts(values, value -> value.served().model().value()));
    columns.add(RecordColumns.longs(ColumnType.INT64, values, value -> value.served().version()));
    columns.add(RecordColumns.longs(ColumnType.INT64, values, value -> value.served().epoch()));
    columns.add(scores(values));
    columns.add(RecordColumns.optional(values, LoggedPrediction::decision));
    columns.add(RecordColumns.doubles(values, LoggedPrediction::samplingProbability));
    columns.add(RecordColumns.optional(values, LoggedPrediction::key));
    columns.add(
        RecordColumns.lists(
            values,
            value -> value.warnings().size(),
            RecordColumns.texts(
                values.stream().flatMap(value -> value.warnings().stream()).toList(),
                warning -> warning)));
    columns.add(RecordColumns.texts(rows, row -> row.node().value()));
    columns.add(RecordColumns.longs(ColumnType.INT64, rows, LoggedRow::sequence));
    columns.add(RecordColumns.optional(cells.extras(), extra -> extra));
    columns.addAll(typed);
    return new Batch(fields, columns, rows.size());
  }

  /** The predictions of a batch that was read again, without their rows. */
  static void read(Batch batch, RecordSink<LoggedPrediction> sink) {
    for (int row = 0; row < batch.rows(); row++) {
      ListColumn lists = (ListColumn) batch.column(new ColumnName("log_scores"));
      double[] scores = new double[lists.lengthAt(row)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = ((DoubleColumn) lists.elements()).at(lists.startAt(row) + i);
      }
      sink.next(
          new LoggedPrediction(
              PredictionId.parse(text(batch, "log_id", row).orElseThrow()),
              whole(batch, "log_time", row),
              new ServedVersion(
                  new ModelName(text(batch, "log_model", row).orElseThrow()),
                  Math.toIntExact(whole(batch, "log_version", row)),
                  whole(batch, "log_epoch", row)),
              RowJson.of("{}"),
              ScoreVector.owning(scores),
              text(batch, "log_decision", row),
              ((DoubleColumn) batch.column(new ColumnName("log_sampling"))).at(row),
              text(batch, "log_key", row),
              List.of()),
          new NodeId(text(batch, "log_node", row).orElseThrow()),
          whole(batch, "log_sequence", row));
    }
  }

  private static long whole(Batch batch, String name, int row) {
    return ((LongColumn) batch.column(new ColumnName(name))).at(row);
  }

  private static Optional<String> text(Batch batch, String name, int row) {
    BytesColumn texts = (BytesColumn) batch.column(new ColumnName(name));
    return texts.isMissing(row) ? Optional.empty() : Optional.of(texts.textAt(row));
  }

  private static Column scores(List<LoggedPrediction> values) {
    double[] all =
        values.stream()
            .map(LoggedPrediction::scores)
            .flatMapToDouble(
                scores ->
                    java.util.stream.IntStream.range(0, scores.size()).mapToDouble(scores::at))
            .toArray();
    return RecordColumns.lists(
        values, value -> value.scores().size(), DoubleColumn.owning(all, Validity.all(all.length)));
  }
}
