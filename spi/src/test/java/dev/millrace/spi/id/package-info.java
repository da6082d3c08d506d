/** Laws of names and identifiers. */
@NullMarked
package dev.millrace.spi.id;

import org.jspecify.annotations.NullMarked;
