package dev.millrace.core.serve.tensor;

import dev.millrace.column.Fields;
import dev.millrace.core.serve.LiveRelease;
import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.RequestHeaders;
import dev.millrace.core.serve.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Predicts what came as tensors, by whatever protocol. Blocks nowhere; thread-safe. */
public final class TensorPredictor {
  private static final int MOST_KNOWN = 64;

  private final Predictor predictor;
  private final int mostRows;

  /** Of the versions asked for lately; which of two threads adds to it last does not matter. */
  private volatile List<TensorRows> known = List.of();

  public TensorPredictor(Predictor predictor, int mostRows) {
    this.predictor = predictor;
    this.mostRows = mostRows;
  }

  /**
   * Predicts.
   *
   * @param version asked for; when it is empty the release decides which one answers, and the
   *     columns of a tensor without names are those of its first
   */
  public Predicted predict(
      LiveRelease release, OptionalInt version, InferRequest wanted, RequestHeaders headers) {
    ServedModel named =
        version.isPresent() ? release.version(version.getAsInt()) : release.models().get(0);
    OutputTensors.require(wanted.outputs(), named.scorer().output().labels());
    byte[] rows = rows(named.scorer().inputs()).body(wanted.inputs(), wanted.key(), mostRows);
    return predictor.predict(release, version, rows, headers);
  }

  /** What was made for these fields; made anew, when it was not, or is forgotten since. */
  private TensorRows rows(Fields fields) {
    for (TensorRows one : known) {
      if (one.isOf(fields)) {
        return one;
      }
    }
    List<TensorRows> more = new ArrayList<>(known);
    if (more.size() == MOST_KNOWN) {
      more.removeFirst();
    }
    TensorRows made = new TensorRows(fields);
    more.add(made);
    known = List.copyOf(more);
    return made;
  }
}
