/**
 * Drift. Takes two data sets' statistics or samples and gives distances under the definitions of
 * the systems that named them.
 */
@NullMarked
package dev.millrace.core.drift;

import org.jspecify.annotations.NullMarked;
