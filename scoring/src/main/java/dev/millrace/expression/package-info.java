/**
 * The expression language: one small typed language for labels, features, row rules, slices and
 * repairs, evaluated column by column; a row is a batch of one. Takes text, gives a {@link
 * dev.millrace.expression.BoundExpression} on the columns of a table. {@code docs/expressions.md}
 * describes it to users.
 */
@NullMarked
package dev.millrace.expression;

import org.jspecify.annotations.NullMarked;
