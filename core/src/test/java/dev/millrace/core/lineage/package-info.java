@NullMarked
package dev.millrace.core.lineage;

import org.jspecify.annotations.NullMarked;
