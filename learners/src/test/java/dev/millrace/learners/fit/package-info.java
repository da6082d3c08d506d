/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.learners.fit;

import org.jspecify.annotations.NullMarked;
