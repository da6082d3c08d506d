/**
 * Compaction of the prediction log. Takes closed segments; gives Parquet files with a manifest, and
 * removes what they replace. Runs outside the serving process.
 */
@NullMarked
package dev.millrace.core.serve.compact;

import org.jspecify.annotations.NullMarked;
