/** The flow from data to a registered model, one package per stage. */
@NullMarked
package dev.millrace.core;

import org.jspecify.annotations.NullMarked;
