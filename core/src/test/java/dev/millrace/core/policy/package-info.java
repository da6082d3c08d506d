/** What is granted, what is refused, and what the refusal says. */
@NullMarked
package dev.millrace.core.policy;

import org.jspecify.annotations.NullMarked;
