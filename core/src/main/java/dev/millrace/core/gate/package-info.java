/**
 * Gate. Takes the evaluations of a candidate, of the baselines and of the champion; gives a verdict
 * line by line. What could not be decided is a no. Next: register.
 */
@NullMarked
package dev.millrace.core.gate;

import org.jspecify.annotations.NullMarked;
