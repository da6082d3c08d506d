/**
 * The learner {@code linear}: logistic regression for two classes, softmax regression for several,
 * ridge regression for numbers, all on standardized features.
 */
@NullMarked
package dev.millrace.learners.linear;

import org.jspecify.annotations.NullMarked;
