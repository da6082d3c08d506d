/** The gate under test: what passes, what refuses, what cannot be told. */
@NullMarked
package dev.millrace.core.gate;

import org.jspecify.annotations.NullMarked;
