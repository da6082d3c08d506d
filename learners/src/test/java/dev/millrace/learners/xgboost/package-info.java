/** Tests of the package of the same name. */
@NullMarked
package dev.millrace.learners.xgboost;

import org.jspecify.annotations.NullMarked;
