/** XGBoost's model files (UBJSON and JSON) turned into tree ensembles; nothing native is loaded. */
@NullMarked
package dev.millrace.model.xgboost;

import org.jspecify.annotations.NullMarked;
