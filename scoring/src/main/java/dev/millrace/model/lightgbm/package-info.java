/** LightGBM's text model files turned into tree ensembles; nothing native is loaded. */
@NullMarked
package dev.millrace.model.lightgbm;

import org.jspecify.annotations.NullMarked;
