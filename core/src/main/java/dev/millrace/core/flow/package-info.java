/** The flow: runs under a lease, and the pipeline that chains the stages. */
@NullMarked
package dev.millrace.core.flow;

import org.jspecify.annotations.NullMarked;
