/**
 * The one catalogue of failures a user can meet: what happened, where, what was found, what is
 * allowed, what to do next.
 */
@NullMarked
package dev.millrace.error;

import org.jspecify.annotations.NullMarked;
