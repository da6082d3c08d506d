/** Copies of homes that are in use, and homes made from them. */
@NullMarked
package dev.millrace.store.backup;

import org.jspecify.annotations.NullMarked;
