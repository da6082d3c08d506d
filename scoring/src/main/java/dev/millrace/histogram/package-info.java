/**
 * Histograms whose bins are fixed before the first value is counted, by the training reference:
 * they merge exactly, in any order, and cost a few nanoseconds a value.
 */
@NullMarked
package dev.millrace.histogram;

import org.jspecify.annotations.NullMarked;
