/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.store.sql;

import org.jspecify.annotations.NullMarked;
