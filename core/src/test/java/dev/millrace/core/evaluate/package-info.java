/** Metrics under test, against hand-made values and brute force. */
@NullMarked
package dev.millrace.core.evaluate;

import org.jspecify.annotations.NullMarked;
