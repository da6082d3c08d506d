package dev.millrace.core.serve.join;

/**
 * What a join has seen.
 *
 * @param predictions different ones
 * @param repeatedPredictions that had been there already
 * @param labels all that came
 * @param repeatedLabels that had been there already, equal in every part
 * @param labelled predictions with a label now
 * @param conflicting predictions that got labels of different values; all of these are kept
 * @param unknownLabels targets of labels without a prediction now; they wait for it
 * @param expired predictions and labels given up because there were too many
 */
public record JoinCounts(
    long predictions,
    long repeatedPredictions,
    long labels,
    long repeatedLabels,
    long labelled,
    long conflicting,
    long unknownLabels,
    long expired) {}
