/** Contracts of metadata and blob stores, and stores in memory that keep them. */
@NullMarked
package dev.millrace.testkit.store;

import org.jspecify.annotations.NullMarked;
