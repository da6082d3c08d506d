/** Made-up tables for models whose files are read and scored beside the library. */
@NullMarked
package dev.millrace.learners.table;

import org.jspecify.annotations.NullMarked;
