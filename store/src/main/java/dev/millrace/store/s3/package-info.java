/** Blobs in a bucket of S3 or of a store that speaks its protocol. */
@NullMarked
package dev.millrace.store.s3;

import org.jspecify.annotations.NullMarked;
