/** Loads the project's classes with hooks in them, or with one fault planted. */
@NullMarked
package dev.inlay.proof.weave;

import org.jspecify.annotations.NullMarked;
