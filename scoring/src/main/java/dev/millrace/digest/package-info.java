/** Content names: SHA-256 digests over a canonical form made of length-prefixed parts. */
@NullMarked
package dev.millrace.digest;

import org.jspecify.annotations.NullMarked;
