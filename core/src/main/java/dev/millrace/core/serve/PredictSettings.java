package dev.millrace.core.serve;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ModelName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * What one request for predictions may ask, and how it is answered: the {@code predict} key of a
 * server.
 *
 * @param mostRows rows of a request
 * @param mostUnderWay requests of one model that are answered at once
 * @param fallback what answers when a version cannot
 * @param explore which answers are drawn
 */
public record PredictSettings(
    int mostRows, int mostUnderWay, Fallback fallback, Exploration explore) {
  public static final PredictSettings DEFAULTS =
      new PredictSettings(10_000, Integer.MAX_VALUE, Fallback.OFF, Exploration.NONE);

  private static final ValueForm<ModelName> MODEL =
      new ValueForm<>(
          "names of models",
          text -> {
            try {
              return new ModelName(text);
            } catch (MillraceException e) {
              throw new IllegalArgumentException(text, e);
            }
          },
          ModelName::value);

  public PredictSettings {
    Objects.requireNonNull(fallback);
    Objects.requireNonNull(explore);
  }

  /** Reads the section; problems are noted there. */
  public static PredictSettings read(Section section) {
    return new PredictSettings(
        Math.toIntExact(
            section.value(
                "rows",
                "most rows of a request",
                ValueForms.whole(1, 1_000_000),
                (long) DEFAULTS.mostRows)),
        section
            .optional(
                "model-requests",
                "most requests of one model that are answered at once; without it as many as come",
                ValueForms.whole(1, 1_000_000))
            .map(Math::toIntExact)
            .orElse(DEFAULTS.mostUnderWay),
        section.section("fallback", "what answers when a version fails", Fallback::read),
        section.section(
            "explore",
            "decisions that are drawn, so that what would come of others can be learned",
            PredictSettings::exploration));
  }

  private static Exploration exploration(Section section) {
    double share =
        section.value("share", "of the rows whose decision is drawn", ValueForms.share(), 0.01);
    List<ModelName> models = section.list("models", "models of whose rows it is", MODEL);
    if (models.isEmpty() && !section.keys().isEmpty()) {
      section
          .problems()
          .add(
              Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "exploration is of models that are named")
                  .at(section.position().toString())
                  .next("Such as: predict: { explore: { models: [small], share: 1% } }"));
    }
    return models.isEmpty()
        ? Exploration.NONE
        : new Exploration(share, new LinkedHashSet<>(models));
  }
}
