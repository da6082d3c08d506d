/**
 * JSON as immutable values with one canonical byte form; read with limits, never bound to classes.
 */
@NullMarked
package dev.millrace.json;

import org.jspecify.annotations.NullMarked;
