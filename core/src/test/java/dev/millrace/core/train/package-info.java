/** Training under test: the child process as it is heard, the job, the parity check. */
@NullMarked
package dev.millrace.core.train;

import org.jspecify.annotations.NullMarked;
