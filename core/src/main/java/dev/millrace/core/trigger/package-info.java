/**
 * Trigger. Takes what happens to a pipeline's data and to the model that is live; gives the
 * decision to run the pipeline again, to wait, or to do nothing, each with its reason. The rules
 * are pure functions of state, event and time. Next: flow, again.
 */
@NullMarked
package dev.millrace.core.trigger;

import org.jspecify.annotations.NullMarked;
