/** Splits, labels and features under test. */
@NullMarked
package dev.millrace.core.prepare;

import org.jspecify.annotations.NullMarked;
