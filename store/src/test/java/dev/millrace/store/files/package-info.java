/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.store.files;

import org.jspecify.annotations.NullMarked;
