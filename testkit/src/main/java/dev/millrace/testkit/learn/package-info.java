/** The contract of learners, and rows made up from a seed to learn from. */
@NullMarked
package dev.millrace.testkit.learn;

import org.jspecify.annotations.NullMarked;
