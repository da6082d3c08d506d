/** Charts under test: valid XML, nothing outside its box, for any numbers and names. */
@NullMarked
package dev.millrace.core.chart;

import org.jspecify.annotations.NullMarked;
