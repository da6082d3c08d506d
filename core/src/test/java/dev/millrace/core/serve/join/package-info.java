/** Tests of joining labels. */
@NullMarked
package dev.millrace.core.serve.join;

import org.jspecify.annotations.NullMarked;
