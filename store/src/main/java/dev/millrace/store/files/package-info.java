/** Blobs as files in one folder, shared by several processes. */
@NullMarked
package dev.millrace.store.files;

import org.jspecify.annotations.NullMarked;
