/** Tests of column kernels. */
@NullMarked
package dev.millrace.expression.function;

import org.jspecify.annotations.NullMarked;
