/** Tests of the expression language: laws, fuzzing against a second evaluator, messages. */
@NullMarked
package dev.millrace.expression;

import org.jspecify.annotations.NullMarked;
