/** What rounds can tell, and what they say by chance. */
@org.jspecify.annotations.NullMarked
package dev.inlay.jmh.evidence;
