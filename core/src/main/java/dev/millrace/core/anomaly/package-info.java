/**
 * Anomalies. Takes statistics of data, of what it is compared with, and a schema; gives every
 * anomaly and every measurement. Next: a person, or whoever reads the JSON form.
 */
@NullMarked
package dev.millrace.core.anomaly;

import org.jspecify.annotations.NullMarked;
