/**
 * What is noted of runs: metrics, parameters and tags, and the experiments runs belong to. Values
 * only; nothing here reads or writes a store.
 */
@NullMarked
package dev.millrace.spi.track;

import org.jspecify.annotations.NullMarked;
