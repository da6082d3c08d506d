/** Tests of categories, and the cells other tests are written with. */
@NullMarked
package dev.millrace.category;

import org.jspecify.annotations.NullMarked;
