/** One question to the memory model a file; see each for how to run it. */
package dev.inlay.jcstress;
