/** Commands and wiring; the only place that names concrete classes. */
@NullMarked
package dev.millrace.cli;

import org.jspecify.annotations.NullMarked;
