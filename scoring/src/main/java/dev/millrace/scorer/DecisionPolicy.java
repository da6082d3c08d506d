package dev.millrace.scorer;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.model.Link;
import dev.millrace.model.OutputMapping;

/**
 * How a class is chosen from scores. Kept apart from the scorer, so that a threshold can change
 * without making another scorer. A score is rounded to float once and then compared: the last bits
 * of a double never decide.
 */
public sealed interface DecisionPolicy {

  /** Position of the chosen class in {@link Scores#labels}. */
  int decide(Scores scores, int row);

  /** Refuses scorers whose scores this policy cannot decide on. */
  void requireFits(OutputMapping output);

  /** Canonical bytes. */
  default byte[] bytes() {
    return CanonicalJson.bytes(DecisionPolicyJson.write(this));
  }

  /** Name of the policy: the digest of its bytes. */
  default Digest digest() {
    return Digest.ofBytes(bytes());
  }

  /**
   * The second of two classes when its probability reaches the threshold.
   *
   * @param threshold from 0 to 1
   */
  record Threshold(float threshold) implements DecisionPolicy {
    public Threshold {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw Problem.of(ErrorCode.SCORER_INVALID, "a decision threshold is out of range")
            .found(threshold)
            .allowed("0 to 1")
            .asException();
      }
      threshold += 0.0f;
    }

    @Override
    public int decide(Scores scores, int row) {
      return (float) scores.score(row, 0) >= threshold ? 1 : 0;
    }

    @Override
    public void requireFits(OutputMapping output) {
      if (output.link() != Link.LOGISTIC || output.labels().size() != 2) {
        throw unfit("a threshold", "two classes");
      }
    }
  }

  /** The class of the highest probability; the first one when several are equal. */
  record MostProbable() implements DecisionPolicy {
    @Override
    public int decide(Scores scores, int row) {
      int best = 0;
      for (int label = 1; label < scores.outputs(); label++) {
        if ((float) scores.score(row, label) > (float) scores.score(row, best)) {
          best = label;
        }
      }
      return best;
    }

    @Override
    public void requireFits(OutputMapping output) {
      if (output.link() != Link.SOFTMAX) {
        throw unfit("the most probable class", "more than two classes");
      }
    }
  }

  private static MillraceException unfit(String policy, String needed) {
    return Problem.of(ErrorCode.SCORER_INVALID, "the decision policy does not fit the scorer")
        .found(policy)
        .allowed("a scorer of " + needed)
        .asException();
  }
}
