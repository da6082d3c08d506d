/** Registered scorers under test: what is loaded is what was registered. */
@NullMarked
package dev.millrace.core.register;

import org.jspecify.annotations.NullMarked;
