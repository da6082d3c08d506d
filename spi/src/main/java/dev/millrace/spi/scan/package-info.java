/** The three shapes in which data is read: unordered collectors, ordered passes, samples. */
@NullMarked
package dev.millrace.spi.scan;

import org.jspecify.annotations.NullMarked;
