/** Secrets as a type: named, masked, resolved where used. */
@NullMarked
package dev.millrace.spi.secret;

import org.jspecify.annotations.NullMarked;
