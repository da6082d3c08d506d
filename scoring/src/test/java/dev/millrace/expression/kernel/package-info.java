/** Tests of column kernels. */
@NullMarked
package dev.millrace.expression.kernel;

import org.jspecify.annotations.NullMarked;
