package dev.millrace.spi.learn;

/**
 * How far a fit is.
 *
 * @param round rounds done, from 1
 * @param rounds rounds planned
 * @param loss mean loss on the validation rows, NaN when there are none: log loss for classes, half
 *     the squared error for numbers
 */
public record FitProgress(int round, int rounds, double loss) {}
