/**
 * Release. Takes a registered version and puts it in force step by step: prepared by every server,
 * then given a growing share of the traffic, watched, and taken back when it fails. The rules are
 * pure functions of state, event and time. Next: serve.
 */
@NullMarked
package dev.millrace.core.release;

import org.jspecify.annotations.NullMarked;
