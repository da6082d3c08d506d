/** Configuration files under test: what is refused, where, and all of it at once. */
@NullMarked
package dev.millrace.core.config;

import org.jspecify.annotations.NullMarked;
