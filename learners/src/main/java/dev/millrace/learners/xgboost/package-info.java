/**
 * The learner {@code xgboost}: gradient boosted trees by the XGBoost library, equal to the byte for
 * equal inputs on any number of threads.
 *
 * <p>The library grows the trees; gradients, samples of rows, losses and early stopping are ours.
 */
@NullMarked
package dev.millrace.learners.xgboost;

import org.jspecify.annotations.NullMarked;
