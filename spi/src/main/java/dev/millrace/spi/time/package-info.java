/** The five named times and passed-in clocks. */
@NullMarked
package dev.millrace.spi.time;

import org.jspecify.annotations.NullMarked;
