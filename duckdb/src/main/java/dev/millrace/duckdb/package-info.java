/** The engine for one machine, on DuckDB. */
@NullMarked
package dev.millrace.duckdb;

import org.jspecify.annotations.NullMarked;
