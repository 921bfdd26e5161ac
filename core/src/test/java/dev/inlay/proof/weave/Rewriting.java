package dev.inlay.proof.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Changes constants, so that tests come to where they matter. */
public final class Rewriting {

  private static final String DIRECTORY = "ShardDirectory";

  /** At how many keys a shard splits in the classes as they are. */
  private static final Integer LARGE_SPLIT = 1 << 15;

  private Rewriting() {}

  /** Lets shards split at so many keys. */
  public static Weaving splittingAt(int keys) {
    return OneClass.in(
        DIRECTORY,
        (method, next) ->
            new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitLdcInsn(Object value) {
                super.visitLdcInsn(LARGE_SPLIT.equals(value) ? (Object) keys : value);
              }
            });
  }
}
