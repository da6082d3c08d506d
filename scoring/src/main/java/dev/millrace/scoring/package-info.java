/** The scorer package: everything that answers a prediction without native code or services. */
@NullMarked
package dev.millrace.scoring;

import org.jspecify.annotations.NullMarked;
