/** Laws of the learned models, checked against code written for clearness alone. */
@NullMarked
package dev.millrace.model;

import org.jspecify.annotations.NullMarked;
