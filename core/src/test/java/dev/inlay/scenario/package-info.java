/** Scenarios that are loaded with hooks in the map's classes. */
@NullMarked
package dev.inlay.scenario;

import org.jspecify.annotations.NullMarked;
