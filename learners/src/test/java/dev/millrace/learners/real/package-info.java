/** Learners on real data sets, beside figures other programs reached on the same rows. */
@NullMarked
package dev.millrace.learners.real;

import org.jspecify.annotations.NullMarked;
