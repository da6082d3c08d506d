/** The Open Inference Protocol over gRPC, on a port of its own. */
@NullMarked
package dev.millrace.server.grpc;

import org.jspecify.annotations.NullMarked;
