/** Tests of the extension point for learners. */
@NullMarked
package dev.millrace.spi.learn;

import org.jspecify.annotations.NullMarked;
