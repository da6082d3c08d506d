/**
 * The record as an auditor reads it: what changed from what to what, by whom and why; exports of
 * the chain of events and comparison of a home with an export that was kept elsewhere.
 */
@NullMarked
package dev.millrace.core.audit;

import org.jspecify.annotations.NullMarked;
