@NullMarked
package dev.millrace.core.keep;

import org.jspecify.annotations.NullMarked;
