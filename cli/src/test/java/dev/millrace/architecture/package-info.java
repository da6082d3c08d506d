/** Rules that hold the shape of the whole program: boundaries, names, sizes, forbidden calls. */
@NullMarked
package dev.millrace.architecture;

import org.jspecify.annotations.NullMarked;
