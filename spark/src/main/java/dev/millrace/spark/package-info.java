/** The engine for a cluster, on Spark. */
@NullMarked
package dev.millrace.spark;

import org.jspecify.annotations.NullMarked;
