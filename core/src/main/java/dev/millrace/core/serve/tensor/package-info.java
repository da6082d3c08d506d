/**
 * Tensors as the Open Inference Protocol (version 2) has them, turned into rows and made from
 * predictions: whatever a protocol calls its values, one reader checks rows and one scorer scores
 * them. No protocol of the wire is known here but the JSON and binary forms of tensors.
 */
@NullMarked
package dev.millrace.core.serve.tensor;

import org.jspecify.annotations.NullMarked;
