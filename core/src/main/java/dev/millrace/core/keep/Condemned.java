package dev.millrace.core.keep;

import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.StageUse;

/**
 * A result that nothing needs, by the newest run that used it.
 *
 * @param use the newest stage that gave it
 */
record Condemned(StageUse use, ContentClass kind) {
  CondemnedResult result() {
    return new CondemnedResult(use.project(), use.result(), kind);
  }
}
