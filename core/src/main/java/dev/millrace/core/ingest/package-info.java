/**
 * Ingest. Takes a source's description and the accepted schema; gives a pinned source, a cut and
 * its ledger, with what could not be read in quarantine. Next: analyze.
 */
@NullMarked
package dev.millrace.core.ingest;

import org.jspecify.annotations.NullMarked;
