/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.store.sqlite;

import org.jspecify.annotations.NullMarked;
