/**
 * The HTTP kernel: functions from our request to our response, with limits, errors, health, metrics
 * and a stop that loses nothing. Only this package names the library underneath.
 */
@NullMarked
package dev.millrace.server.http;

import org.jspecify.annotations.NullMarked;
