/** Tests of the home and its stores. */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
