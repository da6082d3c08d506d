/** Tests of the learner {@code lightgbm} and of the reader of its files. */
@NullMarked
package dev.millrace.learners.lightgbm;

import org.jspecify.annotations.NullMarked;
