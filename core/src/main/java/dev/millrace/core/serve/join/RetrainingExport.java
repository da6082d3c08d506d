package dev.millrace.core.serve.join;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.compact.KnownInputs;
import dev.millrace.core.serve.compact.LoggedTables;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.scorer.RowReader;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.id.ModelName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Predictions with their labels as a file that a pipeline reads like any other source: the raw
 * columns, and the label under the name the pipeline knows it by. Only labelled rows are held in
 * memory.
 */
public final class RetrainingExport {
  /**
   * What was written.
   *
   * @param rows predictions with a label
   * @param unlabelled predictions without one, left out
   * @param unfit predictions whose label does not fit the column, left out
   */
  public record Written(long rows, long unlabelled, long unfit) {}

  private final LoggedTables log;
  private final TableExport export;

  public RetrainingExport(LoggedTables log, TableExport export) {
    this.log = log;
    this.export = export;
  }

  /**
   * Writes a file, whole or not at all; none when there is no row for it.
   *
   * @param versions whose predictions to take; all of them with the same inputs
   * @param label name and type of the label's column
   */
  public Written write(List<KnownInputs> versions, Field label, SourceFormat format, Path file) {
    Fields inputs = inputs(versions, label);
    try {
      LabelBook book = new LabelBook();
      log.labels(book::add);
      Labelling labelling = new Labelling(book, inputs, label);
      for (KnownInputs version : versions) {
        log.predictions(version, labelling::add);
      }
      if (labelling.rows > 0) {
        export.export(inputs.plus(label), labelling.batches, format, file);
      }
      return new Written(labelling.rows, labelling.unlabelled, labelling.unfit);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "the prediction log cannot be read for training")
              .found(e)
              .next("Check its folder and disk, and run it again."),
          e);
    }
  }

  private static Fields inputs(List<KnownInputs> versions, Field label) {
    if (versions.isEmpty()) {
      throw Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "there is no version to train from")
          .asException();
    }
    Fields inputs = versions.getFirst().inputs();
    for (KnownInputs version : versions) {
      if (!version.inputs().asList().equals(inputs.asList())) {
        throw Problem.of(
                ErrorCode.COLUMN_TYPE_MISMATCH,
                "versions with different inputs do not go into one file")
            .found(versions.getFirst().version() + ", " + version.version())
            .next("Write a file for each of them.")
            .asException();
      }
    }
    if (inputs.find(label.name()).isPresent()) {
      throw Problem.of(ErrorCode.COLUMN_DUPLICATE, "the label has the name of an input")
          .found(label.name())
          .asException();
    }
    return inputs;
  }

  /** Collects the labelled rows. */
  private static final class Labelling {
    private final LabelBook book;
    private final Fields inputs;
    private final Field label;
    private final RowReader reader;
    private final List<Batch> batches = new ArrayList<>();
    private long rows;
    private long unlabelled;
    private long unfit;

    Labelling(LabelBook book, Fields inputs, Field label) {
      this.book = book;
      this.inputs = inputs;
      this.label = label;
      this.reader = new RowReader(Fields.of(label));
    }

    void add(Batch batch) {
      List<Integer> chosen = new ArrayList<>();
      List<Json> cells = new ArrayList<>();
      for (int row = 0; row < batch.rows(); row++) {
        Optional<LoggedLabel> found = book.find(targets(batch, row));
        if (found.isEmpty()) {
          unlabelled++;
          continue;
        }
        Json cell = Json.members().put(label.name().value(), value(found.get().value())).build();
        if (fits(cell)) {
          chosen.add(row);
          cells.add(cell);
        } else {
          unfit++;
        }
      }
      if (!chosen.isEmpty()) {
        int[] kept = chosen.stream().mapToInt(Integer::intValue).toArray();
        Column labels = reader.read(Json.items(cells)).column(0);
        batches.add(batch.select(kept).project(inputs).plus(label.name(), labels));
        rows += kept.length;
      }
    }

    private static List<LabelTarget> targets(Batch batch, int row) {
      List<LabelTarget> targets = new ArrayList<>();
      targets.add(
          new LabelTarget.OfPrediction(PredictionId.parse(texts(batch, "log_id").textAt(row))));
      BytesColumn key = texts(batch, "log_key");
      if (!key.isMissing(row) && key.lengthAt(row) > 0) {
        ModelName model = new ModelName(texts(batch, "log_model").textAt(row));
        targets.add(new LabelTarget.OfKey(model, key.textAt(row)));
      }
      return targets;
    }

    private static BytesColumn texts(Batch batch, String name) {
      return (BytesColumn) batch.column(new ColumnName(name));
    }

    private Json value(String text) {
      if (!label.type().equals(ColumnType.UTF8)) {
        try {
          return JsonReader.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
          // Dates and times are texts in JSON, and here they come without quotes.
          return Json.of(text);
        }
      }
      return Json.of(text);
    }

    private boolean fits(Json cell) {
      try {
        return reader.read(cell).column(0).missingCount() == 0;
      } catch (MillraceException e) {
        return false;
      }
    }
  }
}
