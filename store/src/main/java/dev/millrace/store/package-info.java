/** Metadata, blobs and alert sinks. */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
