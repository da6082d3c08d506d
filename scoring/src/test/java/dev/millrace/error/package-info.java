/** Tests of the error catalogue and of spelling advice. */
@NullMarked
package dev.millrace.error;

import org.jspecify.annotations.NullMarked;
