/**
 * The learners that come with the program, a package each, and what their fits share.
 *
 * <p>Takes rows of features with labels; gives a learned model that scores without native code;
 * next, the model is packed into a scorer.
 */
@NullMarked
package dev.millrace.learners;

import org.jspecify.annotations.NullMarked;
