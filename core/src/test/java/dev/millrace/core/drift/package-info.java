/** Schemas and their findings under test. */
@NullMarked
package dev.millrace.core.drift;

import org.jspecify.annotations.NullMarked;
