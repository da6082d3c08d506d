@NullMarked
package dev.millrace.core.simulate;

import org.jspecify.annotations.NullMarked;
