/** Nouns of landed data: pinned sources, cuts, parts, row identities and the landing ledger. */
@NullMarked
package dev.millrace.spi.data;

import org.jspecify.annotations.NullMarked;
