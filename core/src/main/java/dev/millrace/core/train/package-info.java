/**
 * Train. Takes a prepared cut and the learner's settings; gives scorer packages of the candidate
 * and of the baselines, each checked row by row against its trainer. The work happens in a child
 * JVM tied to its parent. Next: evaluate.
 */
@NullMarked
package dev.millrace.core.train;

import org.jspecify.annotations.NullMarked;
