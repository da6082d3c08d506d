/** The reference engine under its own contract. */
@NullMarked
package dev.millrace.testkit.engine;

import org.jspecify.annotations.NullMarked;
