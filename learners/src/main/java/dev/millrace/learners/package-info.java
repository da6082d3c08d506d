/** Learners, a package each. */
@NullMarked
package dev.millrace.learners;

import org.jspecify.annotations.NullMarked;
