@NullMarked
package dev.millrace.core.trigger;

import org.jspecify.annotations.NullMarked;
