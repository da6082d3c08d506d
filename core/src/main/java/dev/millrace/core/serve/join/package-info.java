/**
 * What was predicted beside what turned out. Takes predictions and labels of the log in any order;
 * gives labelled predictions to monitoring and to training.
 */
@NullMarked
package dev.millrace.core.serve.join;

import org.jspecify.annotations.NullMarked;
