@NullMarked
package dev.millrace.core.release;

import org.jspecify.annotations.NullMarked;
