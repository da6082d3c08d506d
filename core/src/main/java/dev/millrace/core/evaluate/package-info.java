/**
 * Evaluate. Takes scored test rows; gives metrics with bootstrap intervals, slices, curves and the
 * importance of columns. Next: gate.
 */
@NullMarked
package dev.millrace.core.evaluate;

import org.jspecify.annotations.NullMarked;
