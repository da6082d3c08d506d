@NullMarked
package dev.millrace.scoring;

import org.jspecify.annotations.NullMarked;
