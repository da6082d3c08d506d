/** Benchmarks: JMH and side-by-side runs of the program against what it is compared with. */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
