/** Laws of the rules that every store shares. */
@NullMarked
package dev.millrace.spi.store;

import org.jspecify.annotations.NullMarked;
