@NullMarked
package dev.millrace.core.monitor;

import org.jspecify.annotations.NullMarked;
