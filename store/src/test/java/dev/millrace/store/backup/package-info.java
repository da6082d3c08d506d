/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.store.backup;

import org.jspecify.annotations.NullMarked;
