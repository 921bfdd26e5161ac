package dev.inlay.proof.weave;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A weaving of the methods of one class. */
final class OneClass {

  private OneClass() {}

  /** Changes a method. */
  interface Change {
    MethodVisitor of(String method, MethodVisitor next);
  }

  static Weaving in(String simpleClass, Change change) {
    return (className, next, volatiles) ->
        !className.endsWith("." + simpleClass)
            ? next
            : new ClassVisitor(Opcodes.ASM9, next) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  String signature,
                  String[] exceptions) {
                return change.of(
                    name, super.visitMethod(access, name, descriptor, signature, exceptions));
              }
            };
  }
}
