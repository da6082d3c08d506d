/** What learners learned from the same rows when their revision was set. */
@NullMarked
package dev.millrace.learners.golden;

import org.jspecify.annotations.NullMarked;
