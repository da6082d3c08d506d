/** The report of a run: one self-contained page of aggregates. */
@NullMarked
package dev.millrace.core.report;

import org.jspecify.annotations.NullMarked;
