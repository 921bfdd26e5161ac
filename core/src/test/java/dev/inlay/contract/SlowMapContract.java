package dev.inlay.contract;

import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that takes long, and that each map therefore runs in its default configuration only (in
 * all with {@code -Dinlay.scale=4} or more).
 */
@ArgumentsSource(MapsUnderTest.DefaultVariant.class)
public abstract class SlowMapContract extends ContractBase {}
