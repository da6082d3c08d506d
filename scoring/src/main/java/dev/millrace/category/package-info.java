/**
 * Categories: the canonical text of a cell, vocabularies over it, and a stable hash of it. Features
 * and histograms read categories here, so that both see the same ones.
 */
@NullMarked
package dev.millrace.category;

import org.jspecify.annotations.NullMarked;
