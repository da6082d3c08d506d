package dev.millrace.core.serve.tensor;

import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.tensor.InferRequest.WantedOutput;
import dev.millrace.core.serve.tensor.OutputTensor.Values;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.scorer.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Predictions as tensors. */
public final class OutputTensors {
  private OutputTensors() {}

  /** Refuses outputs that a scorer of these classes does not have: REQUEST_INVALID. */
  public static void require(List<WantedOutput> wanted, List<String> labels) {
    List<String> there = TensorForm.outputs(labels).stream().map(TensorForm::name).toList();
    for (WantedOutput output : wanted) {
      if (!there.contains(output.name())) {
        throw Problem.of(ErrorCode.REQUEST_INVALID, "the model has no such output")
            .at("output '" + output.name() + "'")
            .allowed(there.stream().collect(Collectors.joining(", ")))
            .asException();
      }
    }
  }

  /** Those asked for, in the order asked for; all of them when none is. */
  public static List<OutputTensor> of(Predicted predicted, List<WantedOutput> wanted) {
    List<TensorForm> forms = TensorForm.outputs(predicted.scores().labels());
    List<OutputTensor> outputs = new ArrayList<>(forms.size());
    if (wanted.isEmpty()) {
      forms.forEach(form -> outputs.add(output(predicted, form)));
    } else {
      for (WantedOutput output : wanted) {
        forms.stream()
            .filter(form -> form.name().equals(output.name()))
            .forEach(form -> outputs.add(output(predicted, form)));
      }
    }
    return outputs;
  }

  private static OutputTensor output(Predicted predicted, TensorForm form) {
    Scores scores = predicted.scores();
    int rows = scores.rows();
    int classes = scores.labels().size();
    return switch (form.name()) {
      case TensorForm.DECISION ->
          new OutputTensor(
              form,
              Tensor.shape(rows),
              new Values.Texts(predicted.decisions().stream().map(scores.labels()::get).toList()));
      case TensorForm.PROBABILITIES -> {
        double[] values = new double[rows * classes];
        for (int i = 0; i < values.length; i++) {
          values[i] = scores.probability(i / classes, i % classes);
        }
        yield new OutputTensor(form, Tensor.shape(rows, classes), Values.Numbers.owning(values));
      }
      case TensorForm.SCORE -> {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = scores.score(row, classes == 2 ? 0 : predicted.decisions().get(row));
        }
        yield new OutputTensor(form, Tensor.shape(rows), Values.Numbers.owning(values));
      }
      case TensorForm.VALUE -> {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = scores.score(row, 0);
        }
        yield new OutputTensor(form, Tensor.shape(rows), Values.Numbers.owning(values));
      }
      default ->
          new OutputTensor(
              form,
              Tensor.shape(rows),
              new Values.Texts(predicted.ids().stream().map(id -> id.text()).toList()));
    };
  }
}
