/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.learners.linear;

import org.jspecify.annotations.NullMarked;
