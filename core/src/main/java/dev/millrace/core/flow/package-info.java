/**
 * The flow: stages of three kinds, how each is run and recorded, and the pipeline that chains them.
 */
@NullMarked
package dev.millrace.core.flow;

import org.jspecify.annotations.NullMarked;
