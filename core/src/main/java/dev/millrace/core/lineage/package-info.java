/**
 * Lineage. Reads what runs, the registry and releases have recorded as one graph of contents and
 * the steps between them; answers what rests on what, as text, picture and OpenLineage events.
 * Records nothing itself.
 */
@NullMarked
package dev.millrace.core.lineage;

import org.jspecify.annotations.NullMarked;
