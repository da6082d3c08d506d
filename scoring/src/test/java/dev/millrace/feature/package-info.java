/** Tests of feature plans and their steps. */
@NullMarked
package dev.millrace.feature;

import org.jspecify.annotations.NullMarked;
