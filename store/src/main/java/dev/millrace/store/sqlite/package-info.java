/** The metadata of one home in an SQLite file, shared by several processes. */
@NullMarked
package dev.millrace.store.sqlite;

import org.jspecify.annotations.NullMarked;
