/** Laws of scorers, their packages and bundles, and of rows read for them. */
@NullMarked
package dev.millrace.scorer;

import org.jspecify.annotations.NullMarked;
