/** The reference engine and the contracts that every engine and landing keeps. */
@NullMarked
package dev.millrace.testkit.engine;

import org.jspecify.annotations.NullMarked;
