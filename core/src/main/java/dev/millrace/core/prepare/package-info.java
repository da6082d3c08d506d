/**
 * Prepare. Takes an accepted cut, its schema and profile, and what the pipeline says of label,
 * split and features; gives the label, the split rule and the fitted feature plan. Statistics are
 * fitted on {@link dev.millrace.core.prepare.TrainRows} and nothing else. Next: train.
 */
@NullMarked
package dev.millrace.core.prepare;

import org.jspecify.annotations.NullMarked;
