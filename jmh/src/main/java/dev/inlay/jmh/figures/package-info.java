/**
 * The figures that the documentation quotes, made from the published result files: nobody copies
 * them by hand.
 *
 * <p>Markers in Markdown that a reader does not see say where a figure comes from. {@link
 * dev.inlay.jmh.figures.Figures} writes what stands between them, or says where it is not what the
 * files say; {@link dev.inlay.jmh.figures.Lint} finds figures without a marker.
 */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.figures;
