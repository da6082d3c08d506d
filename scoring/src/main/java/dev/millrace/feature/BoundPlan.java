package dev.millrace.feature;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A feature plan that has found its inputs among the columns of a batch. Evaluates whole columns,
 * allocating what it gives; best with batches of about 2,048 rows, and a single row is a batch of
 * one. Immutable and safe to share between threads.
 */
public final class BoundPlan {
  // A block of the row-major matrix stays in the cache while the features are written into it.
  private static final int BLOCK_FLOATS = 1 << 13;

  private final Fields raw;
  private final int[] positions;
  private final StepChain chain;
  private final SlotWriter[] writers;
  private final List<String> names;

  private BoundPlan(
      Fields raw, int[] positions, StepChain chain, SlotWriter[] writers, List<String> names) {
    this.raw = raw;
    this.positions = positions;
    this.chain = chain;
    this.writers = writers;
    this.names = names;
  }

  static BoundPlan bind(FeaturePlan plan, Fields raw) {
    List<Problem> problems = new ArrayList<>();
    int[] positions = new int[plan.inputs().size()];
    for (int i = 0; i < positions.length; i++) {
      Field input = plan.inputs().at(i);
      OptionalInt position = raw.find(input.name());
      if (position.isEmpty()) {
        problems.add(missing(plan, input));
        continue;
      }
      positions[i] = position.getAsInt();
      ColumnType type = raw.at(positions[i]).type();
      if (!type.equals(input.type())) {
        problems.add(mismatch(input, type));
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
    StepChain chain = StepChain.bind(plan.inputs(), plan.steps());
    SlotLayout layout = new SlotLayout(chain.fields(), plan.steps(), plan.features());
    return new BoundPlan(raw, positions, chain, layout.writers(), layout.names());
  }

  private static Problem missing(FeaturePlan plan, Field input) {
    Supply supply = plan.supplies().get(input.name());
    return Problem.of(ErrorCode.COLUMN_MISSING, "a column the model's features need is not there")
        .at("column '" + input.name() + "'")
        .allowed(input.type().text())
        .next(
            supply == null
                ? "Send the column; its cells may be missing."
                : "Send the column: " + supply.text() + ". It is not made from the rows sent.");
  }

  private static Problem mismatch(Field input, ColumnType found) {
    return Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "a column has another type than in training")
        .at("column '" + input.name() + "'")
        .found(found.text())
        .allowed(input.type().text())
        .next("Give the column this type where it is read.");
  }

  /** Columns of the batches it takes. */
  public Fields fields() {
    return raw;
  }

  /** Slots of a row. */
  public int width() {
    return names.size();
  }

  /** Names of the slots, in order. */
  public List<String> featureNames() {
    return names;
  }

  /**
   * The features of every row.
   *
   * @param batch with exactly the columns of {@link #fields}
   * @throws MillraceException when a step refuses a value, or the matrix would be larger than an
   *     array can be
   */
  public FeatureMatrix evaluate(Batch batch) {
    if (!batch.fields().equals(raw)) {
      throw new IllegalArgumentException("bound to " + raw + ", got " + batch.fields());
    }
    int rows = batch.rows();
    int width = names.size();
    if ((long) rows * width > Integer.MAX_VALUE - 8) {
      throw Problem.of(ErrorCode.MEMORY_LIMIT, "the features of this batch do not fit an array")
          .found(rows + " rows of " + width)
          .next("Use smaller batches.")
          .asException();
    }
    Column[] inputs = new Column[positions.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = batch.column(positions[i]);
    }
    Column[] columns = chain.run(inputs, rows);
    float[] values = new float[rows * width];
    int block = Math.max(16, BLOCK_FLOATS / width);
    for (int from = 0; from < rows; from += block) {
      int to = Math.min(rows, from + block);
      for (SlotWriter writer : writers) {
        writer.write(columns, from, to, values, width);
      }
    }
    return new FeatureMatrix(rows, width, values);
  }
}
