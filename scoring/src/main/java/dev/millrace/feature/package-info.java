/** Feature plans: sealed row steps that turn raw columns into the numbers a model reads. */
@NullMarked
package dev.millrace.feature;

import org.jspecify.annotations.NullMarked;
