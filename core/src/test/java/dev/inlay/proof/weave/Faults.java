package dev.inlay.proof.weave;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes with something left out that is needed: negative controls. */
public final class Faults {

  private Faults() {}

  /** Leaves out what a class does to wake others. */
  public static Weaving withoutWakeUps(String simpleClass) {
    return OneClass.in(
        simpleClass,
        (method, next) ->
            new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (name.equals("unpark")) {
                  super.visitInsn(Opcodes.POP);
                } else {
                  super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                }
              }
            });
  }

  /**
   * Leaves out handlers of a class.
   *
   * @param methods in which methods; none for all
   * @param finals whether those of every throwable, as of {@code finally}, rather than of errors
   */
  public static Weaving withoutHandlers(String simpleClass, boolean finals, String... methods) {
    Set<String> chosen = Set.of(methods);
    return OneClass.in(
        simpleClass,
        (method, next) ->
            !chosen.isEmpty() && !chosen.contains(method)
                ? next
                : new MethodVisitor(Opcodes.ASM9, next) {
                  @Override
                  public void visitTryCatchBlock(
                      Label start, Label end, Label handler, @Nullable String type) {
                    if (finals ? type != null : !"java/lang/Error".equals(type)) {
                      super.visitTryCatchBlock(start, end, handler, type);
                    }
                  }
                });
  }
}
