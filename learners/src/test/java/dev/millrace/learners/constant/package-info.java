/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.learners.constant;

import org.jspecify.annotations.NullMarked;
