/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.store.s3;

import org.jspecify.annotations.NullMarked;
