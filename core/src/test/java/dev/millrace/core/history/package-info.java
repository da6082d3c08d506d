@NullMarked
package dev.millrace.core.history;

import org.jspecify.annotations.NullMarked;
