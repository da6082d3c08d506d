/**
 * Separated text as records, fields and typed columns, byte by byte and without the engine, so that
 * every engine reads a file alike. Why not the engine's reader: docs/decisions/0021-reading-csv.md.
 */
@NullMarked
package dev.millrace.duckdb.text;

import org.jspecify.annotations.NullMarked;
