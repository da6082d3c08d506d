/**
 * Learned models: functions from rows of features to margins, as plain numbers without native code.
 * Margins of trees are bit-equal to the library that trained them.
 */
@NullMarked
package dev.millrace.model;

import org.jspecify.annotations.NullMarked;
