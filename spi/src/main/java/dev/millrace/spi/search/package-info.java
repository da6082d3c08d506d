/**
 * What can be asked of the record: conditions, order and pages, as data. Whoever answers decides
 * nothing about their meaning, which is stated here.
 */
@NullMarked
package dev.millrace.spi.search;

import org.jspecify.annotations.NullMarked;
