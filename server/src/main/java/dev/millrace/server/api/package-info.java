/** The program's own HTTP interface: predictions, labels, releases. Translates, decides nothing. */
@NullMarked
package dev.millrace.server.api;

import org.jspecify.annotations.NullMarked;
