/** Contract tests, the reference engine, generators and assertions for tests. */
@NullMarked
package dev.millrace.testkit;

import org.jspecify.annotations.NullMarked;
