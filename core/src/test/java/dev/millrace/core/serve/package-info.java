/** Predictions under test: a row for each record, whatever its size and shape. */
@NullMarked
package dev.millrace.core.serve;

import org.jspecify.annotations.NullMarked;
