/**
 * History: columns made from earlier rows. Takes an accepted cut and the pipeline's {@code history}
 * key; gives the cut with the columns of its {@link dev.millrace.core.history.TableStep}s. A row's
 * value depends on rows of its own series with an earlier time, and on nothing else. Next: prepare.
 */
@NullMarked
package dev.millrace.core.history;

import org.jspecify.annotations.NullMarked;
