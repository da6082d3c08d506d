package dev.millrace.testkit.engine;

/**
 * What every engine does, in the same bits as {@link ReferenceEngine}. An engine's test extends
 * this class and supplies the {@link EngineFixture}.
 */
public abstract class EngineContract
    implements CutContract,
        RowIdContract,
        CollectContract,
        EveryCollectorContract,
        OrderedContract,
        SampleContract,
        WideningContract,
        NarrowingContract,
        ScanFailureContract {}
