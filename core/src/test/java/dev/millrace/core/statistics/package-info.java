/** Schemas and their findings under test. */
@NullMarked
package dev.millrace.core.statistics;

import org.jspecify.annotations.NullMarked;
