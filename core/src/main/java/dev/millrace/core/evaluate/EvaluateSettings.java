package dev.millrace.core.evaluate;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import java.util.List;
import java.util.Objects;

/**
 * What people want to know of a model: the {@code evaluate} key of a pipeline.
 *
 * @param cost price of wrong decisions; only used for two classes
 * @param slices columns whose values are looked at one by one
 * @param leastSliceRows slices with fewer rows are not reported
 * @param samples bootstrap samples behind the intervals
 */
public record EvaluateSettings(
    CostMatrix cost, List<String> slices, int leastSliceRows, int samples) {
  private static final ValueForm<Double> PRICE = ValueForms.real(0, 1e12);

  public EvaluateSettings {
    Objects.requireNonNull(cost);
    slices = List.copyOf(slices);
  }

  /** Reads the section; problems are noted there. */
  public static EvaluateSettings read(Section section) {
    return new EvaluateSettings(
        section.section("cost", "what wrong decisions cost", EvaluateSettings::readCost),
        section.list("slices", "columns to slice by", ValueForms.text()),
        Math.toIntExact(
            section.value(
                "slice-rows",
                "least number of rows of a slice that is reported",
                ValueForms.whole(1, 1_000_000),
                50L)),
        Math.toIntExact(
            section.value(
                "bootstrap",
                "bootstrap samples behind each interval",
                ValueForms.whole(20, 10_000),
                200L)));
  }

  private static CostMatrix readCost(Section section) {
    double falsePositive = section.value("false-positive", "cost of a false positive", PRICE, 1.0);
    double falseNegative = section.value("false-negative", "cost of a false negative", PRICE, 1.0);
    if (falsePositive + falseNegative == 0) {
      section
          .problems()
          .add(
              dev.millrace.error.Problem.of(
                      dev.millrace.error.ErrorCode.CONFIG_VALUE_INVALID,
                      "at least one kind of mistake must cost something")
                  .at(section.position().toString()));
      return CostMatrix.EQUAL;
    }
    return new CostMatrix(falsePositive, falseNegative);
  }
}
