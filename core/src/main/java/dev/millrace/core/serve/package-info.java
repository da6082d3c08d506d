/** Serve. Takes a registered scorer and rows; gives predictions. */
@NullMarked
package dev.millrace.core.serve;

import org.jspecify.annotations.NullMarked;
