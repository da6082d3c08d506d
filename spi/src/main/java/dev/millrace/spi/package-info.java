/** Extension points and nouns that the core and every adapter share. */
@NullMarked
package dev.millrace.spi;

import org.jspecify.annotations.NullMarked;
