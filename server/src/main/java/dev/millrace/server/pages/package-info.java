/**
 * The pages at {@code /}: read the stores, draw what is there, decide nothing. A page is a tree of
 * {@link dev.millrace.server.pages.Node}s made for each request; aggregates only, never a row of
 * data. What a page changes it sends to the program's own HTTP interface.
 */
@NullMarked
package dev.millrace.server.pages;

import org.jspecify.annotations.NullMarked;
