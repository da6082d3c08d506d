/**
 * Register. Takes an evaluated scorer with everything it was made from; gives a model version with
 * its evidence, and the champion when the gate agrees. Next: release.
 */
@NullMarked
package dev.millrace.core.register;

import org.jspecify.annotations.NullMarked;
