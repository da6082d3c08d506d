/** The extension points for metadata and blobs. */
@NullMarked
package dev.millrace.spi.store;

import org.jspecify.annotations.NullMarked;
