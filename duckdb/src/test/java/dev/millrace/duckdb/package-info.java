/** Tests of the engine on DuckDB. */
@NullMarked
package dev.millrace.duckdb;

import org.jspecify.annotations.NullMarked;
