/** Ingest under test: sources, plans, guesses and leaks. */
@NullMarked
package dev.millrace.core.ingest;

import org.jspecify.annotations.NullMarked;
