/**
 * Columns and batches: typed, immutable vectors of values with validity. Missing is validity only;
 * NaN is a value; the empty string is a value.
 */
@NullMarked
package dev.millrace.column;

import org.jspecify.annotations.NullMarked;
