package dev.inlay.proof.weave;

import org.objectweb.asm.ClassVisitor;

/** A change of the classes that a {@link WovenLoader} loads. */
@FunctionalInterface
public interface Weaving {

  /**
   * Returns a visitor that changes a class.
   *
   * @param className with dots
   * @param next takes the changed class
   * @param volatiles the volatile fields of all woven classes
   */
  ClassVisitor visitor(String className, ClassVisitor next, Volatiles volatiles);
}
