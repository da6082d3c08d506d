/** Persons by the value of a column, and their rows. Knows no files and no stores. */
@NullMarked
package dev.millrace.core.person;

import org.jspecify.annotations.NullMarked;
