package dev.millrace.core.evaluate;

/**
 * Sums over scored rows of a regression, each row counted with its weight. Labels are taken
 * relative to {@code shift} so that sums of squares do not cancel.
 *
 * @param labelSum sum of label - shift
 * @param labelDeviations sum of squared deviations of the labels from their mean, exactly 0 when
 *     all are equal
 */
public record RegressionTally(
    double rows,
    double squaredError,
    double absoluteError,
    double predictionSum,
    double labelSum,
    double labelDeviations,
    double shift) {}
