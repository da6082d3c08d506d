/**
 * Looks into a table beyond its profile, when a person asks: values against a label, slices,
 * relations of columns, rows that come again, two tables side by side, and spans in a row.
 *
 * <p>Takes: a cut and its profile. Gives: records for a page, a terminal or JSON. Next: {@code
 * report} draws them. Nothing a pipeline does rests on what is found here.
 */
@NullMarked
package dev.millrace.core.analysis;

import org.jspecify.annotations.NullMarked;
