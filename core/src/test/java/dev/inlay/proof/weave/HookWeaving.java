package dev.inlay.proof.weave;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls {@link dev.inlay.proof.hook.Hooks} before what a thread does that another may notice. */
public final class HookWeaving implements Weaving {

  private static final String HOOKS = "dev/inlay/proof/hook/Hooks";

  /** Its many calls are one place where the stack may end. */
  private static final String STACK_ROOM = "dev/inlay/internal/wait/StackRoom";

  private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";
  private static final Set<String> READS = Set.of("get", "getOpaque", "getAcquire", "getVolatile");

  /** Plain fields that other threads read, through a VarHandle, while their owner writes them. */
  private static final Set<String> WRITTEN_PLAINLY = Set.of("dev/inlay/internal/shard/Shard.live");

  /** Classes that store plainly into arrays which other threads read. */
  private static final Set<String> STORES_PLAINLY =
      Set.of("dev.inlay.internal.shard.ShardDirectory");

  /** Fixed, so that each run of a schedule is the same. */
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final boolean accesses;
  private final boolean spins;
  private final boolean shortages;

  private HookWeaving(boolean accesses, boolean spins, boolean shortages) {
    this.accesses = accesses;
    this.spins = spins;
    this.shortages = shortages;
  }

  /** Before each access to shared memory, and in place of each pause, park and wake-up. */
  public static Weaving ofAccesses() {
    return new HookWeaving(true, true, false);
  }

  /**
   * The same, but that no thread pauses in a spin loop: so it comes to where it parks, before
   * others go on.
   */
  public static Weaving ofWaits() {
    return new HookWeaving(true, false, false);
  }

  /**
   * Before each allocation, at the begin of each method, and before each call of the JDK's: as if
   * inside it. Also after those that may have had their effect when they fail; before each park;
   * and before each call of what may be user code.
   */
  public static Weaving ofShortages() {
    return new HookWeaving(false, false, true);
  }

  @Override
  public ClassVisitor visitor(String className, ClassVisitor next, Volatiles volatiles) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      private @Nullable UserCalls userCalls;

      @Override
      public void visit(
          int version,
          int access,
          String name,
          String signature,
          String superName,
          String[] interfaces) {
        super.visit(version, access, name, signature, superName, interfaces);
        if (shortages) {
          userCalls = new UserCalls(name, (access & Opcodes.ACC_INTERFACE) != 0);
        }
      }

      @Override
      public void visitEnd() {
        if (userCalls != null) {
          userCalls.write(getDelegate());
        }
        super.visitEnd();
      }

      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        return name.equals("<clinit>")
            ? method
            : new Method(
                method,
                volatiles,
                userCalls,
                STORES_PLAINLY.contains(className),
                className.replace('.', '/').equals(STACK_ROOM));
      }
    };
  }

  private final class Method extends MethodVisitor {
    private final Volatiles volatiles;
    private final @Nullable UserCalls userCalls;
    private final boolean storesPlainly;
    private final boolean makesRoom;

    Method(
        MethodVisitor next,
        Volatiles volatiles,
        @Nullable UserCalls userCalls,
        boolean storesPlainly,
        boolean makesRoom) {
      super(Opcodes.ASM9, next);
      this.volatiles = volatiles;
      this.userCalls = userCalls;
      this.storesPlainly = storesPlainly;
      this.makesRoom = makesRoom;
    }

    private void hook(String name) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, "()V", false);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (shortages && !makesRoom) {
        hook("call");
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (accesses && storesPlainly && opcode == Opcodes.AASTORE) {
        hook("write");
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean shared =
          volatiles.has(owner, name)
              || (opcode == Opcodes.PUTFIELD && WRITTEN_PLAINLY.contains(owner + "." + name));
      if (accesses && shared) {
        boolean read = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
        hook(read ? "read" : "write");
      }
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals("dev/inlay/internal/hash/Spread") && name.equals("randomMultiplier")) {
        super.visitLdcInsn(MULTIPLIER);
        return;
      }
      if (accesses && owner.equals("java/lang/invoke/VarHandle") && !name.endsWith("Fence")) {
        hook(READS.contains(name) ? "read" : "write");
      }
      if (accesses && Atomics.isAtomic(owner) && !name.equals("<init>")) {
        hook(READS.contains(name) ? "read" : "write");
      }
      if (accesses && JdkCalls.isShared(owner) && !name.equals("<init>")) {
        hook(JdkCalls.isRead(name) ? "read" : "write");
      }
      if (accesses && isWait(owner, name)) {
        replaceWait(name, descriptor);
        return;
      }
      if (shortages) {
        beforeCall(owner, name);
      }
      if (userCalls == null
          || !userCalls.replace(mv, opcode, owner, name, descriptor, isInterface)) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
      if (shortages && JdkCalls.mayFailLate(owner, name)) {
        hook("call");
      }
    }

    private static boolean isWait(String owner, String name) {
      return (owner.equals("java/lang/Thread") && name.equals("onSpinWait"))
          || owner.equals(LOCK_SUPPORT);
    }

    /** Takes from the stack what the call would take. */
    private void replaceWait(String name, String descriptor) {
      switch (name + descriptor) {
        case "onSpinWait()V" -> {
          if (spins) {
            hook("pause");
          }
        }
        case "parkNanos(J)V" -> { // of no object: nobody is to wake it
          super.visitInsn(Opcodes.POP2);
          hook("pause");
        }
        case "parkNanos(Ljava/lang/Object;J)V" -> {
          super.visitInsn(Opcodes.POP2);
          super.visitInsn(Opcodes.POP);
          hook("park");
        }
        case "unpark(Ljava/lang/Thread;)V" -> {
          hook("write");
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, HOOKS, "unpark", "(Ljava/lang/Thread;)V", false);
        }
        default -> throw new IllegalStateException("no hook for " + name + descriptor);
      }
    }

    private void beforeCall(String owner, String name) {
      if (JdkCalls.mayAllocate(owner, name)) {
        hook("allocation");
      }
      boolean firstRoom = owner.equals(STACK_ROOM) && !makesRoom;
      if (JdkCalls.mayFail(owner, name) || firstRoom) {
        hook("call");
      }
      if (owner.equals(LOCK_SUPPORT) && name.startsWith("park")) {
        hook("park");
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      // After it: stack frames name the place of a NEW.
      super.visitTypeInsn(opcode, type);
      if (shortages && (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY)) {
        hook("allocation");
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      if (shortages && opcode == Opcodes.NEWARRAY) {
        hook("allocation");
      }
      super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      if (shortages) {
        hook("allocation");
      }
      super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      if (shortages) {
        hook("allocation");
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }
  }
}
