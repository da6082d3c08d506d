/** Where secrets come from, and that they stay there. */
@NullMarked
package dev.millrace.core.secret;

import org.jspecify.annotations.NullMarked;
