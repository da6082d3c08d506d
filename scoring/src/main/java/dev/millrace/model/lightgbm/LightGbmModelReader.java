package dev.millrace.model.lightgbm;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.model.DecisionTree;
import dev.millrace.model.DecisionTrees;
import dev.millrace.model.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text files LightGBM 3 and 4 save: boosted trees, with dropout too, and random forests;
 * splits on numbers and on categories. Linear leaves and objectives without a meaning here are
 * refused by name. Bytes that are no such file end in an exception, never in an endless loop, and
 * take no more memory than a small multiple of their length.
 */
public final class LightGbmModelReader {
  private static final Set<String> VERSIONS = Set.of("v3", "v4");
  private static final int MOST_FEATURES = 1 << 24;
  private static final int MOST_CLASSES = 1 << 14;

  private LightGbmModelReader() {}

  /** True when the bytes start like such a file. */
  public static boolean accepts(byte[] bytes) {
    return bytes.length > 5
        && bytes[0] == 't'
        && bytes[1] == 'r'
        && bytes[2] == 'e'
        && bytes[3] == 'e'
        && (bytes[4] == '\n' || bytes[4] == '\r');
  }

  /**
   * Reads a whole file that says what its margins mean.
   *
   * @throws MillraceException with {@link ErrorCode#MODEL_FILE_CORRUPT} when the bytes are no model
   *     file, {@link ErrorCode#MODEL_FILE_UNSUPPORTED} when they hold something not supported, or
   *     {@link ErrorCode#SCORER_INVALID} when the trees are impossible
   */
  public static LightGbmModel read(byte[] bytes) {
    return read(bytes, Optional.empty());
  }

  /**
   * Reads a whole file of a model that was trained with a loss of its own, whose margins mean what
   * those of an objective of the library do.
   *
   * @param objective name of that objective
   * @throws MillraceException as {@link #read(byte[])}
   */
  public static LightGbmModel read(byte[] bytes, String objective) {
    return read(bytes, Optional.of(objective));
  }

  private static LightGbmModel read(byte[] bytes, Optional<String> meaning) {
    if (!accepts(bytes)) {
      throw ModelText.corrupt("its first line is not 'tree'");
    }
    ModelText in = new ModelText(bytes);
    KeyedLines header = KeyedLines.read(in);
    requireVersion(header.text("version"));
    LightGbmObjective objective =
        LightGbmObjective.read(meaning.orElseGet(() -> statedObjective(header)));
    int outputs = header.whole("num_tree_per_iteration", 1, MOST_CLASSES);
    requireOutputs(objective, header.whole("num_class", 1, MOST_CLASSES), outputs);
    int width = header.whole("max_feature_idx", 0, MOST_FEATURES - 1) + 1;
    List<String> names = List.of(header.words("feature_names"));
    if (names.size() != width) {
      throw ModelText.corrupt(names.size() + " feature_names for " + width + " features");
    }
    List<DecisionTree> trees = readTrees(in);
    if (trees.size() % outputs != 0) {
      throw ModelText.corrupt(trees.size() + " trees for " + outputs + " outputs");
    }
    int averaged = header.has("average_output") ? Math.max(1, trees.size() / outputs) : 1;
    return new LightGbmModel(
        ensemble(width, outputs, averaged, trees), objective.link(), objective.name(), names);
  }

  private static String statedObjective(KeyedLines header) {
    if (!header.has("objective")) {
      throw ModelText.unsupported(
          "the model does not say what its margins mean: it was trained with a loss of its own",
          "no objective",
          "a file with a line 'objective'",
          "Train with an objective of the library");
    }
    return header.text("objective");
  }

  private static DecisionTrees ensemble(
      int width, int outputs, int averaged, List<DecisionTree> trees) {
    int[] groups = new int[trees.size()];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = t % outputs;
    }
    return DecisionTrees.of(
        width, new double[outputs], DecisionTrees.Rounding.DOUBLE, averaged, trees, groups);
  }

  private static List<DecisionTree> readTrees(ModelText in) {
    List<DecisionTree> trees = new ArrayList<>();
    for (Optional<String> next = in.next(); next.isPresent(); next = in.next()) {
      String line = next.get();
      if (line.equals("end of trees")) {
        return trees;
      }
      if (line.isEmpty()) {
        continue;
      }
      if (!line.equals("Tree=" + trees.size())) {
        throw ModelText.corrupt("line " + in.line() + " is not 'Tree=" + trees.size() + "'");
      }
      trees.add(LightGbmTree.read(KeyedLines.read(in)));
    }
    throw ModelText.corrupt("the line 'end of trees' is missing: the file is cut off");
  }

  private static void requireVersion(String version) {
    if (!VERSIONS.contains(version)) {
      throw ModelText.unsupported(
          "the model was saved by a version of LightGBM that is not known here",
          version,
          String.join(", ", VERSIONS.stream().sorted().toList()),
          "Save it with LightGBM 4");
    }
  }

  private static void requireOutputs(LightGbmObjective objective, int classes, int outputs) {
    boolean fits =
        objective.link() == Link.SOFTMAX
            ? classes == outputs && outputs >= 2
            : classes == 1 && outputs == 1;
    if (!fits) {
      throw ModelText.corrupt(
          classes + " classes and " + outputs + " trees a round do not fit " + objective.name());
    }
  }
}
