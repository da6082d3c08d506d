/**
 * The one reader of YAML files: every node keeps its line and column, every key has a default or is
 * required, every value has limits, and all problems are told at once.
 */
@NullMarked
package dev.millrace.core.config;

import org.jspecify.annotations.NullMarked;
