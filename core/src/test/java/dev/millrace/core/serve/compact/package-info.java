/** Tests of compaction. */
@NullMarked
package dev.millrace.core.serve.compact;

import org.jspecify.annotations.NullMarked;
