/** The maps under comparison, each behind one small adapter. */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.subject;
