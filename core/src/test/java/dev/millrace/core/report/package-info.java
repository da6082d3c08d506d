/** Reports under test: whole pages, nothing unescaped, nothing undefined. */
@NullMarked
package dev.millrace.core.report;

import org.jspecify.annotations.NullMarked;
