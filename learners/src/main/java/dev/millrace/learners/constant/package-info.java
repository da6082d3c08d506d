/** The learner that ignores features: class frequencies, or the mean. */
@NullMarked
package dev.millrace.learners.constant;

import org.jspecify.annotations.NullMarked;
