/**
 * Column kernels: what the operators and functions of the expression language compute, each a pure
 * function from columns of one length to a column of that length. Total: no value of any row makes
 * a kernel throw, and no row's result depends on another row. Unless a kernel says otherwise its
 * result is missing where an argument is missing.
 */
@NullMarked
package dev.millrace.expression.kernel;

import org.jspecify.annotations.NullMarked;
