@NullMarked
package dev.millrace.core.audit;

import org.jspecify.annotations.NullMarked;
