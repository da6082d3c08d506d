package dev.millrace.feature;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Steps in order over the columns of a batch: each step reads the batch's columns and those given
 * by the steps before it. Bound once, used for every batch; immutable and safe to share between
 * threads.
 */
public final class StepChain {
  private final Fields batch;
  private final Fields all;
  private final BoundStep.Kernel[] kernels;

  private StepChain(Fields batch, Fields all, BoundStep.Kernel[] kernels) {
    this.batch = batch;
    this.all = all;
    this.kernels = kernels;
  }

  /**
   * Finds every step's columns.
   *
   * @throws MillraceException with every step that reads an unknown column, a column of a wrong
   *     type, or gives a name that is taken
   */
  public static StepChain bind(Fields batch, List<RowStep> steps) {
    StepScope scope = new StepScope(batch);
    List<BoundStep.Kernel> kernels = new ArrayList<>(steps.size());
    List<Problem> problems = new ArrayList<>();
    Set<ColumnName> failed = new HashSet<>();
    for (RowStep step : steps) {
      if (step.inputs().stream().anyMatch(failed::contains)) {
        failed.add(step.output()); // its own input is the problem, already reported
        continue;
      }
      try {
        BoundStep bound = step.bind(scope);
        if (scope.find(step.output()).isPresent()) {
          throw nameTaken(step);
        }
        scope.add(new Field(step.output(), bound.type()));
        kernels.add(bound.kernel());
      } catch (MillraceException e) {
        problems.addAll(e.problems());
        failed.add(step.output());
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
    return new StepChain(batch, scope.fields(), kernels.toArray(new BoundStep.Kernel[0]));
  }

  private static MillraceException nameTaken(RowStep step) {
    return Problem.of(ErrorCode.FEATURE_STEP_INVALID, "another column has this name already")
        .at(StepScope.place(step))
        .next("Give each step an output of its own.")
        .asException();
  }

  /** Columns of a batch it takes. */
  public Fields input() {
    return batch;
  }

  /** The batch's columns and one per step. */
  public Fields fields() {
    return all;
  }

  /** The batch with the columns of all steps behind its own. */
  public Batch apply(Batch raw) {
    if (!raw.fields().equals(batch)) {
      throw new IllegalArgumentException("bound to " + batch + ", got " + raw.fields());
    }
    Column[] columns = new Column[batch.size()];
    for (int position = 0; position < columns.length; position++) {
      columns[position] = raw.column(position);
    }
    return new Batch(all, Arrays.asList(run(columns, raw.rows())), raw.rows());
  }

  /** The columns of a batch and of all steps, in the order of {@link #fields}. */
  Column[] run(Column[] raw, int rows) {
    int inputs = batch.size();
    Column[] columns = Arrays.copyOf(raw, inputs + kernels.length);
    for (int i = 0; i < kernels.length; i++) {
      columns[inputs + i] = kernels[i].apply(columns, rows);
    }
    return columns;
  }
}
