/** Tests of the binding to DuckDB's C interface. */
@NullMarked
package dev.millrace.duckdb.capi;

import org.jspecify.annotations.NullMarked;
