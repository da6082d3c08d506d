/**
 * Secrets of a home: {@code secret(NAME)} in a file, its value in the environment or in the home.
 */
@NullMarked
package dev.millrace.core.secret;

import org.jspecify.annotations.NullMarked;
