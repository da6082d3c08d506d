/** Charts as data, drawn as SVG on the server: one look for reports and pages. */
@NullMarked
package dev.millrace.core.chart;

import org.jspecify.annotations.NullMarked;
