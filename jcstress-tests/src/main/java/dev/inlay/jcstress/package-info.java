/**
 * One question to the memory model a class. Each protocol of each map has a triad: a test of the
 * map, a model of the protocol, and weakened twins of the model ({@link dev.inlay.jcstress.Proof}).
 *
 * <p>Run one by {@code java -jar jcstress-tests/target/jcstress.jar -m quick -t <regular
 * expression>}, all of them by {@code jcstress-tests/prove}, which writes {@code
 * docs/proof/jcstress.md}.
 */
package dev.inlay.jcstress;
