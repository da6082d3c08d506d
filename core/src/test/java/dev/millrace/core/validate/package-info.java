/** Schemas and their findings under test. */
@NullMarked
package dev.millrace.core.validate;

import org.jspecify.annotations.NullMarked;
