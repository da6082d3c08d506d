/**
 * Statistics of data sets, apart from the data: what checks and comparisons rest on.
 *
 * <p>Takes: a profile, or the documented JSON form. Gives: {@link
 * dev.millrace.core.statistics.DatasetStatistics}. Next: {@code anomaly} and {@code drift}.
 */
@NullMarked
package dev.millrace.core.statistics;

import org.jspecify.annotations.NullMarked;
