/** Where mappings go whose keys collide too often for the flat table. */
@org.jspecify.annotations.NullMarked
package dev.inlay.internal.collision;
