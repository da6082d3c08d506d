/**
 * Forwarding of the prediction log. Takes records in the order they were written and gives them in
 * batches to somebody else, each at least once; answers never wait for it.
 */
@NullMarked
package dev.millrace.core.serve.forward;

import org.jspecify.annotations.NullMarked;
