/**
 * The metadata contracts over SQL that SQLite and PostgreSQL share; what differs between them is
 * behind {@link dev.millrace.store.sql.Transactions}.
 */
@NullMarked
package dev.millrace.store.sql;

import org.jspecify.annotations.NullMarked;
