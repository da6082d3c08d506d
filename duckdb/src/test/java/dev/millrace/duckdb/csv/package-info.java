/** Tests of reading separated text. */
@NullMarked
package dev.millrace.duckdb.csv;

import org.jspecify.annotations.NullMarked;
