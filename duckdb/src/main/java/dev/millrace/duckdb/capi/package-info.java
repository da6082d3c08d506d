/**
 * DuckDB's public C interface, bound with {@code java.lang.foreign} to the library inside the
 * {@code duckdb_jdbc} jar: databases, connections, streamed results and bulk appends, as columns.
 * Native addresses never leave this package. Why not JDBC: docs/decisions/0025-reading-duckdb.md.
 */
@NullMarked
package dev.millrace.duckdb.capi;

import org.jspecify.annotations.NullMarked;
