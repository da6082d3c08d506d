/** Tests of the prediction log. */
@NullMarked
package dev.millrace.core.serve.log;

import org.jspecify.annotations.NullMarked;
