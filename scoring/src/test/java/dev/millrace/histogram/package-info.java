/** Tests of histograms. */
@NullMarked
package dev.millrace.histogram;

import org.jspecify.annotations.NullMarked;
