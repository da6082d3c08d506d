/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.store.postgres;

import org.jspecify.annotations.NullMarked;
