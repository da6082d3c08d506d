package dev.millrace.testkit.engine;

/**
 * What every landing does with separated text: values, layouts, records that cannot be read,
 * inference, and sources that are not what they should be. Landings that read and write Parquet
 * keep {@link ParquetContract} too.
 */
public abstract class LandingContract
    implements CsvValueContract,
        CsvLayoutContract,
        QuarantineContract,
        InferenceContract,
        SourceFailureContract {}
