package dev.millrace.core.serve.tensor;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is said of a tensor before there is one.
 *
 * @param shape lengths; -1 where it may be any
 */
public record TensorForm(String name, Datatype datatype, List<Long> shape) {
  public static final String DECISION = "decision";
  public static final String PROBABILITIES = "probabilities";
  public static final String SCORE = "score";
  public static final String VALUE = "value";
  public static final String PREDICTION_ID = "prediction_id";

  private static final long ANY = -1;

  public TensorForm {
    Objects.requireNonNull(name);
    Objects.requireNonNull(datatype);
    shape = List.copyOf(shape);
  }

  /** The inputs of a scorer: one for each column. */
  public static List<TensorForm> inputs(Fields fields) {
    return fields.asList().stream().map(TensorForm::input).toList();
  }

  private static TensorForm input(Field field) {
    ColumnType type = field.type();
    List<Long> shape =
        type instanceof ColumnType.FixedVector vector
            ? Tensor.shape(ANY, vector.length())
            : type instanceof ColumnType.ListOf ? Tensor.shape(ANY, ANY) : Tensor.shape(ANY);
    return new TensorForm(field.name().value(), Datatype.of(type), shape);
  }

  /**
   * The outputs of a scorer: what was decided, how sure the model is of each class, and the score
   * the decision rests on; or the amount. And the name of each prediction, by which what came true
   * of it can be told.
   *
   * @param labels the classes; none for amounts
   */
  public static List<TensorForm> outputs(List<String> labels) {
    List<TensorForm> outputs = new ArrayList<>(4);
    if (labels.isEmpty()) {
      outputs.add(new TensorForm(VALUE, Datatype.FP64, Tensor.shape(ANY)));
    } else {
      outputs.add(new TensorForm(DECISION, Datatype.BYTES, Tensor.shape(ANY)));
      outputs.add(new TensorForm(PROBABILITIES, Datatype.FP64, Tensor.shape(ANY, labels.size())));
      outputs.add(new TensorForm(SCORE, Datatype.FP64, Tensor.shape(ANY)));
    }
    outputs.add(new TensorForm(PREDICTION_ID, Datatype.BYTES, Tensor.shape(ANY)));
    return outputs;
  }
}
