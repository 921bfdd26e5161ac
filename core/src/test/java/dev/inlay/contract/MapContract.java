package dev.inlay.contract;

import org.junit.jupiter.params.provider.ArgumentsSource;

/** A test that every configuration of every map runs. */
@ArgumentsSource(MapsUnderTest.EveryVariant.class)
public abstract class MapContract extends ContractBase {}
