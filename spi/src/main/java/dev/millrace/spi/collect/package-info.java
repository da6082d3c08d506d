/**
 * Collectors: what can be read off a table in one unordered scan. All but the moments are exact
 * under any order and partition of the rows; none draws random numbers, so that equal rows give
 * equal states everywhere.
 */
@NullMarked
package dev.millrace.spi.collect;

import org.jspecify.annotations.NullMarked;
