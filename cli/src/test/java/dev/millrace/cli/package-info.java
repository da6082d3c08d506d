/** Tests of the commands as a user runs them. */
@NullMarked
package dev.millrace.cli;

import org.jspecify.annotations.NullMarked;
