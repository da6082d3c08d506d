/**
 * The prediction log: what was predicted and what turned out, kept in segments. Takes predictions
 * and labels without making serving wait; gives them back whole, in order, from any position.
 */
@NullMarked
package dev.millrace.core.serve.log;

import org.jspecify.annotations.NullMarked;
