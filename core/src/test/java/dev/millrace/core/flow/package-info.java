/** Pipelines and stages under test. */
@NullMarked
package dev.millrace.core.flow;

import org.jspecify.annotations.NullMarked;
