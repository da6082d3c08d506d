/** The metadata of a home in a PostgreSQL database, shared by several processes. */
@NullMarked
package dev.millrace.store.postgres;

import org.jspecify.annotations.NullMarked;
