/**
 * The maps and the interface that they share.
 *
 * <p>Types are non-null unless they say otherwise: no map takes a null key or a null value.
 */
@NullMarked
package dev.inlay;

import org.jspecify.annotations.NullMarked;
