/**
 * Scorers: everything needed to turn raw rows into predictions, as plain bytes whose SHA-256 is
 * their name. Loading one runs no code of its own.
 */
@NullMarked
package dev.millrace.scorer;

import org.jspecify.annotations.NullMarked;
