/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.core.search;

import org.jspecify.annotations.NullMarked;
