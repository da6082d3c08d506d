/** Tests of reading separated text. */
@NullMarked
package dev.millrace.duckdb.text;

import org.jspecify.annotations.NullMarked;
