package dev.millrace.core.drift;

import dev.millrace.core.drift.DriftMethod.Kind;
import dev.millrace.json.Json;
import java.util.Locale;
import java.util.Objects;

/** What was found of a column. */
public sealed interface ColumnDrift {
  String column();

  /** JSON form. */
  Json toJson();

  /**
   * A score.
   *
   * @param reference values of the first data
   * @param current values of the second
   */
  record Measured(
      String column,
      Kind kind,
      DriftMethod method,
      double score,
      double threshold,
      long reference,
      long current)
      implements ColumnDrift {
    public Measured {
      Objects.requireNonNull(column);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(method);
    }

    /** True when it is beyond the threshold. */
    public boolean isDrift() {
      return method.isDrift(score, threshold);
    }

    @Override
    public Json toJson() {
      return Json.members()
          .put("column", column)
          .put("kind", kind.word())
          .put("method", method.title())
          .put("input", method.input().name().toLowerCase(Locale.ROOT))
          .put("score", score)
          .put("drift-when", method.beyond().sign())
          .put("threshold", threshold)
          .flag("drift", isDrift())
          .put("reference", reference)
          .put("current", current)
          .build();
    }
  }

  /**
   * No score.
   *
   * @param reason why there is none
   */
  record Uncompared(String column, String reason) implements ColumnDrift {
    public Uncompared {
      Objects.requireNonNull(column);
      Objects.requireNonNull(reason);
    }

    @Override
    public Json toJson() {
      return Json.members().put("column", column).put("reason", reason).build();
    }
  }
}
