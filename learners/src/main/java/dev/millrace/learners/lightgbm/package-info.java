/**
 * The learner {@code lightgbm}: gradient boosted trees by the LightGBM library, equal to the byte
 * for equal inputs on any number of threads.
 */
@NullMarked
package dev.millrace.learners.lightgbm;

import org.jspecify.annotations.NullMarked;
