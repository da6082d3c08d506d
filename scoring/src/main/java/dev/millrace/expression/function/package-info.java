/**
 * What the operators and functions of the expression language take, give and compute. Takes columns
 * of one length, gives a column of that length, by kernels that are pure and total: no value of any
 * row makes one throw, and no row's result depends on another row. Unless a kernel says otherwise
 * its result is missing where an argument is missing.
 */
@NullMarked
package dev.millrace.expression.function;

import org.jspecify.annotations.NullMarked;
