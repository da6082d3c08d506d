@NullMarked
package dev.millrace.core.queue;

import org.jspecify.annotations.NullMarked;
