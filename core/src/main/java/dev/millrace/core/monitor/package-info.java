/**
 * Monitor. Takes what is asked and answered; gives windows of counts that are compared with the
 * reference a version was released with. Next: trigger.
 */
@NullMarked
package dev.millrace.core.monitor;

import org.jspecify.annotations.NullMarked;
