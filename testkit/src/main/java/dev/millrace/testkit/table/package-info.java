/** Small tables for tests: builders, generators, and batches as plain Java values. */
@NullMarked
package dev.millrace.testkit.table;

import org.jspecify.annotations.NullMarked;
