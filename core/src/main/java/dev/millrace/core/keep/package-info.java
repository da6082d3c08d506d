/**
 * What is kept, for how long, and what is taken away. Takes the record and the blobs; gives
 * collections of garbage, legal holds and erasures.
 */
@NullMarked
package dev.millrace.core.keep;

import org.jspecify.annotations.NullMarked;
