/**
 * Validate. Takes a cut with its ledger and the accepted schema; gives findings, a verdict, and the
 * rules whose rows go to quarantine. Next: prepare.
 */
@NullMarked
package dev.millrace.core.validate;

import org.jspecify.annotations.NullMarked;
