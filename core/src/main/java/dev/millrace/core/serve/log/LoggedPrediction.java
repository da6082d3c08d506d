package dev.millrace.core.serve.log;

import dev.millrace.spi.id.PlainText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One prediction as it is kept.
 *
 * @param atMicros when it was made, in microseconds since 1970 UTC
 * @param row the request's row as it came
 * @param decision the class or action decided for; empty when there is only a value
 * @param samplingProbability share of predictions kept when this one was, above 0, at most 1
 * @param key the caller's own name for the case, by which labels may come; at most 256 characters
 * @param warnings short names of what was unusual, at most 64
 */
public record LoggedPrediction(
    PredictionId id,
    long atMicros,
    ServedVersion served,
    RowJson row,
    ScoreVector scores,
    Optional<String> decision,
    double samplingProbability,
    Optional<String> key,
    List<String> warnings) {
  static final int LONGEST_TEXT = 4096;
  static final int LONGEST_KEY = 256;
  static final int MOST_WARNINGS = 64;

  public LoggedPrediction {
    Objects.requireNonNull(id);
    Objects.requireNonNull(served);
    Objects.requireNonNull(row);
    Objects.requireNonNull(scores);
    warnings = List.copyOf(warnings);
    decision.ifPresent(text -> requireText("a decision", text, LONGEST_TEXT));
    key.ifPresent(text -> requireText("a key", text, LONGEST_KEY));
    if (!(samplingProbability > 0 && samplingProbability <= 1)) {
      throw new IllegalArgumentException(
          "a sampling probability is above 0 and at most 1, got " + samplingProbability);
    }
    if (warnings.size() > MOST_WARNINGS) {
      throw new IllegalArgumentException("at most 64 warnings, got " + warnings.size());
    }
    for (int i = 0; i < warnings.size(); i++) {
      requireText("a warning", warnings.get(i), LONGEST_TEXT);
    }
  }

  static void requireText(String kind, String text, int longest) {
    PlainText.require(kind, text);
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          kind + " has at most " + longest + " characters, got " + text.length());
    }
  }
}
