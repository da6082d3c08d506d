/** Reports under test: whole pages, nothing unescaped, nothing undefined. */
@NullMarked
package dev.millrace.core.analysis;

import org.jspecify.annotations.NullMarked;
