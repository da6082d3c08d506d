/**
 * What the operator of a home allows its pipelines: {@code policy.yaml}. Nothing is allowed that is
 * not in it, and no pipeline can add to it.
 */
@NullMarked
package dev.millrace.core.policy;

import org.jspecify.annotations.NullMarked;
