/** The contract that every collector keeps. */
@NullMarked
package dev.millrace.testkit.collect;

import org.jspecify.annotations.NullMarked;
