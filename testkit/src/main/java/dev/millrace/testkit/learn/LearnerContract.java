package dev.millrace.testkit.learn;

/** Everything a learner promises; a learner's test implements it and names its provider. */
public interface LearnerContract extends FitContract, OddRowsContract, LearnerSettingsContract {}
