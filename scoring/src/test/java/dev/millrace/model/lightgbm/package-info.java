/** The model file reader against files and margins of the library itself, and against damage. */
@NullMarked
package dev.millrace.model.lightgbm;

import org.jspecify.annotations.NullMarked;
