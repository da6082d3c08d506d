package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.RecordSink;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Labels as a table. */
final class LabelTable {
  private static final Fields FIELDS =
      Fields.of(
          Field.of("log_prediction", ColumnType.UTF8),
          Field.of("log_model", ColumnType.UTF8),
          Field.of("log_key", ColumnType.UTF8),
          Field.of("log_label", ColumnType.UTF8),
          Field.of("log_event", ColumnType.INSTANT),
          Field.of("log_arrival", ColumnType.INSTANT),
          Field.of("log_actor", ColumnType.UTF8),
          Field.of("log_standing", ColumnType.UTF8),
          Field.of("log_node", ColumnType.UTF8),
          Field.of("log_sequence", ColumnType.INT64));

  private LabelTable() {}

  static Fields fields() {
    return FIELDS;
  }

  static Batch batch(List<LoggedRow<LoggedLabel>> rows) {
    List<LoggedLabel> values = rows.stream().map(LoggedRow::value).toList();
    return new Batch(
        FIELDS,
        List.of(
            RecordColumns.optional(
                values,
                value ->
                    value.target() instanceof LabelTarget.OfPrediction target
                        ? Optional.of(target.id().text())
                        : Optional.empty()),
            RecordColumns.optional(values, value -> key(value).map(key -> key.model().value())),
            RecordColumns.optional(values, value -> key(value).map(LabelTarget.OfKey::key)),
            RecordColumns.texts(values, LoggedLabel::value),
            RecordColumns.longs(ColumnType.INSTANT, values, LoggedLabel::eventMicros),
            RecordColumns.longs(ColumnType.INSTANT, values, LoggedLabel::arrivalMicros),
            RecordColumns.texts(values, value -> value.actor().name()),
            RecordColumns.texts(
                values, value -> value.actor().standing().name().toLowerCase(Locale.ROOT)),
            RecordColumns.texts(rows, row -> row.node().value()),
            RecordColumns.longs(ColumnType.INT64, rows, LoggedRow::sequence)),
        rows.size());
  }

  /** The labels of a batch that {@link #batch} made, or that was read again. */
  static List<LoggedLabel> read(Batch batch) {
    List<LoggedLabel> labels = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      BytesColumn prediction = texts(batch, "log_prediction");
      LabelTarget target =
          prediction.isMissing(row)
              ? new LabelTarget.OfKey(
                  new ModelName(texts(batch, "log_model").textAt(row)),
                  texts(batch, "log_key").textAt(row))
              : new LabelTarget.OfPrediction(PredictionId.parse(prediction.textAt(row)));
      labels.add(
          new LoggedLabel(
              target,
              texts(batch, "log_label").textAt(row),
              ((LongColumn) batch.column(new ColumnName("log_event"))).at(row),
              ((LongColumn) batch.column(new ColumnName("log_arrival"))).at(row),
              new Actor(
                  texts(batch, "log_actor").textAt(row),
                  Actor.Standing.valueOf(
                      texts(batch, "log_standing").textAt(row).toUpperCase(Locale.ROOT)))));
    }
    return labels;
  }

  /** The labels with where they stood in the log. */
  static void read(Batch batch, RecordSink<LoggedLabel> sink) {
    List<LoggedLabel> labels = read(batch);
    for (int row = 0; row < labels.size(); row++) {
      sink.next(
          labels.get(row),
          new NodeId(texts(batch, "log_node").textAt(row)),
          ((LongColumn) batch.column(new ColumnName("log_sequence"))).at(row));
    }
  }

  private static BytesColumn texts(Batch batch, String name) {
    return (BytesColumn) batch.column(new ColumnName(name));
  }

  private static Optional<LabelTarget.OfKey> key(LoggedLabel label) {
    return label.target() instanceof LabelTarget.OfKey key ? Optional.of(key) : Optional.empty();
  }
}
