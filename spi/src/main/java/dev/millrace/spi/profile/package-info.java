/**
 * Profiles of tables: takes a scan of a cut, gives figures of every column and what each column
 * seems to mean; next, schemas are inferred and reports drawn from them.
 */
@NullMarked
package dev.millrace.spi.profile;

import org.jspecify.annotations.NullMarked;
