/** Typed names and identifiers; no bare text crosses a method as one of these. */
@NullMarked
package dev.millrace.spi.id;

import org.jspecify.annotations.NullMarked;
