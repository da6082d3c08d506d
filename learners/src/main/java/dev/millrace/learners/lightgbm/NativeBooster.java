package dev.millrace.learners.lightgbm;

import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.ExactGradients;

/**
 * Trees being grown inside the library. Used by one thread at a time; closed once.
 *
 * <p>Talks to the library's C interface: the booster class of the Java binding makes room for two
 * margins a row only, and writes beyond it with more classes.
 */
final class NativeBooster implements AutoCloseable {
  private static final int EVERY_ROUND = -1;
  private static final long FIRST_BUFFER = 1 << 20;

  private final SWIGTYPE_p_p_void place;
  private final int outputs;

  private NativeBooster(SWIGTYPE_p_p_void place, int outputs) {
    this.place = place;
    this.outputs = outputs;
  }

  /**
   * Starts without trees.
   *
   * @param outputs trees of a round
   */
  static NativeBooster open(NativeRows train, String parameters, int outputs) {
    return NativeFailure.guard(
        "starting",
        () -> {
          SWIGTYPE_p_p_void place = lightgbmlib.new_voidpp();
          NativeFailure.check(
              "starting", lightgbmlib.LGBM_BoosterCreate(train.data().handle, parameters, place));
          return new NativeBooster(place, outputs);
        });
  }

  private SWIGTYPE_p_void handle() {
    return lightgbmlib.voidpp_value(place);
  }

  /** Lets the library keep the margins of other rows, as data 1. */
  void watch(NativeRows validation) {
    NativeFailure.check(
        "reading validation rows",
        lightgbmlib.LGBM_BoosterAddValidData(handle(), validation.data().handle));
  }

  /** Adds the trees of one round, by the objective the booster was opened with. */
  void grow() {
    SWIGTYPE_p_int finished = lightgbmlib.new_intp();
    int answer = lightgbmlib.LGBM_BoosterUpdateOneIter(handle(), finished);
    lightgbmlib.delete_intp(finished);
    NativeFailure.check("growing trees", answer);
  }

  /**
   * Adds the trees of one round, grown from these derivatives; false when no split gains anything,
   * and no trees were added unless they are the first.
   */
  boolean grow(ExactGradients derivatives) {
    SWIGTYPE_p_float first = byOutput(derivatives.gradients());
    SWIGTYPE_p_float second = byOutput(derivatives.curvatures());
    SWIGTYPE_p_int finished = lightgbmlib.new_intp();
    int answer = lightgbmlib.LGBM_BoosterUpdateOneIterCustom(handle(), first, second, finished);
    boolean grown = lightgbmlib.intp_value(finished) == 0;
    lightgbmlib.delete_floatArray(first);
    lightgbmlib.delete_floatArray(second);
    lightgbmlib.delete_intp(finished);
    NativeFailure.check("growing trees", answer);
    return grown;
  }

  /** The library wants all rows of output 0, then of output 1 and so on. */
  private SWIGTYPE_p_float byOutput(float[] rowMajor) {
    SWIGTYPE_p_float copy = lightgbmlib.new_floatArray(rowMajor.length);
    int rows = rowMajor.length / outputs;
    for (int row = 0, at = 0; row < rows; row++) {
      for (int c = 0; c < outputs; c++, at++) {
        lightgbmlib.floatArray_setitem(copy, (long) c * rows + row, rowMajor[at]);
      }
    }
    return copy;
  }

  private static SWIGTYPE_p_float copy(float[] values) {
    SWIGTYPE_p_float copy = lightgbmlib.new_floatArray(values.length);
    for (int i = 0; i < values.length; i++) {
      lightgbmlib.floatArray_setitem(copy, i, values[i]);
    }
    return copy;
  }

  /**
   * Margins of all rounds so far: all rows of output 0, then of output 1 and so on.
   *
   * @param data 0 for the training rows, 1 for the rows watched
   * @param rows how many there are
   */
  double[] kept(int data, int rows) {
    int count = Math.multiplyExact(rows, outputs);
    SWIGTYPE_p_double buffer = lightgbmlib.new_doubleArray(count);
    SWIGTYPE_p_long_long written = lightgbmlib.new_int64_tp();
    int answer = lightgbmlib.LGBM_BoosterGetPredict(handle(), data, written, buffer);
    return take("adding up", answer, written, buffer, count);
  }

  /**
   * Margins of rows by the trees of the first rounds, row-major.
   *
   * @param rounds 0 for all
   */
  double[] margins(FeatureMatrix features, int rounds) {
    int count = Math.multiplyExact(features.rows(), outputs);
    if (count == 0) {
      return new double[0];
    }
    SWIGTYPE_p_float rows = copy(features.values());
    SWIGTYPE_p_double buffer = lightgbmlib.new_doubleArray(count);
    SWIGTYPE_p_long_long written = lightgbmlib.new_int64_tp();
    int answer =
        lightgbmlib.LGBM_BoosterPredictForMat(
            handle(),
            lightgbmlib.float_to_voidp_ptr(rows),
            lightgbmlibConstants.C_API_DTYPE_FLOAT32,
            features.rows(),
            features.width(),
            1,
            PredictionType.C_API_PREDICT_RAW_SCORE.getType(),
            0,
            rounds == 0 ? EVERY_ROUND : rounds,
            "num_threads=1",
            written,
            buffer);
    lightgbmlib.delete_floatArray(rows);
    return take("adding up", answer, written, buffer, count);
  }

  private static double[] take(
      String what, int answer, SWIGTYPE_p_long_long written, SWIGTYPE_p_double buffer, int count) {
    long found = lightgbmlib.int64_tp_value(written);
    double[] values = new double[count];
    if (answer == 0 && found == count) {
      for (int i = 0; i < count; i++) {
        values[i] = lightgbmlib.doubleArray_getitem(buffer, i);
      }
    }
    lightgbmlib.delete_int64_tp(written);
    lightgbmlib.delete_doubleArray(buffer);
    NativeFailure.check(what, answer);
    if (found != count) {
      throw new IllegalStateException(found + " margins instead of " + count);
    }
    return values;
  }

  /**
   * The model in the library's own text form.
   *
   * @param rounds 0 for all
   */
  String save(int rounds) {
    SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
    String text =
        lightgbmlib.LGBM_BoosterSaveModelToStringSWIG(
            handle(), 0, rounds == 0 ? EVERY_ROUND : rounds, 0, FIRST_BUFFER, length);
    lightgbmlib.delete_int64_tp(length);
    if (text == null) {
      NativeFailure.check("saving the model", 1);
    }
    return text;
  }

  @Override
  public void close() {
    NativeFailure.check("letting trees go", lightgbmlib.LGBM_BoosterFree(handle()));
    lightgbmlib.delete_voidpp(place);
  }
}
