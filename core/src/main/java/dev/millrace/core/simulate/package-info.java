/**
 * Simulate. Takes a seed; drives the rules of releases and triggers and a model of servers, log and
 * trainer by a queue and a virtual clock, with failures injected, and gives what was broken. Next:
 * nothing; it is for those who change the rules, and for those who want to know what they can
 * trust.
 */
@NullMarked
package dev.millrace.core.simulate;

import org.jspecify.annotations.NullMarked;
