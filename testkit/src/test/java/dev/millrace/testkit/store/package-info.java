/** The stores in memory under their contracts. */
@NullMarked
package dev.millrace.testkit.store;

import org.jspecify.annotations.NullMarked;
