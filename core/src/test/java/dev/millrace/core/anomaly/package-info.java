/** Schemas and their findings under test. */
@NullMarked
package dev.millrace.core.anomaly;

import org.jspecify.annotations.NullMarked;
