/** The extension point for engines: landing, the three read shapes, and writing tables. */
@NullMarked
package dev.millrace.spi.engine;

import org.jspecify.annotations.NullMarked;
