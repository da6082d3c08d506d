/** Stages of the flow as types: what looks, what computes, what changes the world. */
@NullMarked
package dev.millrace.core.stage;

import org.jspecify.annotations.NullMarked;
