@NullMarked
package dev.millrace.core.serve.forward;

import org.jspecify.annotations.NullMarked;
