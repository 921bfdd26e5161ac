/** What woven classes call. */
@NullMarked
package dev.inlay.proof.hook;

import org.jspecify.annotations.NullMarked;
