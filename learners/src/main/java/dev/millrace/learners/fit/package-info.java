/**
 * What every fit needs: rows checked before work begins, passes over fixed blocks of rows whose
 * results do not depend on threads, losses with their derivatives, and a watch over rounds.
 */
@NullMarked
package dev.millrace.learners.fit;

import org.jspecify.annotations.NullMarked;
