/**
 * Filters and orders as people write them, in the grammar of MLflow. Takes a text, gives a query,
 * or says where the text goes wrong.
 */
@NullMarked
package dev.millrace.core.search;

import org.jspecify.annotations.NullMarked;
