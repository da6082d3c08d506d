/**
 * The queue of runs on a machine: who runs, who waits and for what. The rules are pure functions of
 * state and event; the state is a durable machine of the store.
 */
@NullMarked
package dev.millrace.core.queue;

import org.jspecify.annotations.NullMarked;
