package dev.inlay.proof.mutate;

import dev.inlay.proof.mutate.Mutant.Kind;
import dev.inlay.proof.weave.Atomics;
import dev.inlay.proof.weave.Volatiles;
import dev.inlay.proof.weave.Weaving;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds what can be weakened in a class, or weakens one of it. */
final class Mutation implements Weaving {

  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";

  /** What each access becomes when its mode is lowered as far as it goes. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "getOpaque", "get",
          "getAcquire", "get",
          "getVolatile", "get",
          "setOpaque", "set",
          "setRelease", "set",
          "setVolatile", "set",
          "compareAndSet", "weakCompareAndSetPlain");

  private static final Set<String> TORN =
      Set.of("compareAndSet", "compareAndExchange", "getAndAdd", "getAndSet");

  /** The same, of the JDK's atomic classes. */
  private static final Set<String> TORN_ATOMICS =
      Set.of("compareAndSet", "getAndAdd", "getAndIncrement", "decrementAndGet");

  /** Written under a shard's lock, plainly, and read under it or, through a VarHandle, without. */
  private static final Set<String> LOCKED =
      Set.of("table", "owner", "live", "used").stream()
          .map(name -> "dev/inlay/internal/shard/Shard." + name)
          .collect(Collectors.toUnmodifiableSet());

  /** The methods in which local variables that hold something shared are followed. */
  private static final Pattern FOLLOWED =
      Pattern.compile(
          "table\\.FlatTable\\..*|striped\\.SlotTable\\.(get|locate|isInBin|resolved|valueInBin).*");

  /** Arrays of which elements are read plainly, after what orders that. */
  private static final Set<String> PLAIN_ARRAYS =
      Set.of("dev/inlay/internal/table/FlatTable.slots");

  /** What calculates: a local variable that holds a result of it holds nothing shared. */
  private static final Set<String> CALCULATIONS =
      Set.of("<init>", "capacity", "home", "ofSpread", "passedBit", "tag", "next");

  private final @Nullable Mutant chosen;
  private final List<Mutant> found = new ArrayList<>();

  /** Weakens by one mutant; or, given {@code null}, finds all of them. */
  Mutation(@Nullable Mutant chosen) {
    this.chosen = chosen;
  }

  List<Mutant> found() {
    return found;
  }

  @Override
  public ClassVisitor visitor(String className, ClassVisitor next, Volatiles volatiles) {
    if (chosen != null && !chosen.className().equals(className)) {
      return next;
    }
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public FieldVisitor visitField(
          int access, String name, String descriptor, String signature, Object value) {
        boolean weaken =
            (access & Opcodes.ACC_VOLATILE) != 0
                && isChosen(new Mutant(className, "()", 0, 0, Kind.PLAIN, "volatile " + name));
        int flags = weaken ? access & ~Opcodes.ACC_VOLATILE : access;
        return super.visitField(flags, name, descriptor, signature, value);
      }

      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (method == null || name.equals("<clinit>")) {
          return method;
        }
        return new Method(method, className, name + descriptor, volatiles);
      }
    };
  }

  /** Notes a mutant; tells whether it is the one to make. */
  private boolean isChosen(Mutant mutant) {
    found.add(mutant);
    return mutant.equals(chosen);
  }

  private final class Method extends MethodVisitor {
    private final String className;
    private final String method;
    private final Volatiles volatiles;
    private final boolean follows;
    private int line;
    private int instruction;

    /** The last shared access in this line, on which the line's checks depend. */
    private @Nullable String readHere;

    /** What this line may store to a local variable: {@link #readHere}, or what it read plainly. */
    private @Nullable String storedHere;

    /** What the local variable holds that was loaded last in this line, and since the last jump. */
    private @Nullable String loadedHere;

    /** What local variables hold that a shared access was stored to, by their numbers. */
    private final Map<Integer, String> kept = new HashMap<>();

    Method(MethodVisitor next, String className, String method, Volatiles volatiles) {
      super(Opcodes.ASM9, next);
      this.className = className;
      this.method = method;
      this.volatiles = volatiles;
      String name = method.substring(0, method.indexOf('('));
      this.follows =
          FOLLOWED
              .matcher((className + "." + name).substring("dev.inlay.internal.".length()))
              .matches();
    }

    private boolean chosen(Kind kind, String what) {
      return isChosen(new Mutant(className, method, instruction, line, kind, what));
    }

    private void read(String what) {
      readHere = what;
      if (!CALCULATIONS.contains(what)) {
        storedHere = what;
      }
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      if (number != line) {
        readHere = null;
        storedHere = null;
        loadedHere = null;
      }
      line = number;
      super.visitLineNumber(number, start);
    }

    /**
     * In the order of the code, whatever the flow: what is stored last on the page counts, so a
     * variable that several branches store to keeps the last branch's name.
     */
    @Override
    public void visitVarInsn(int opcode, int local) {
      if (opcode < Opcodes.ISTORE) {
        loadedHere = kept.getOrDefault(local, loadedHere);
      } else if (storedHere != null && follows) {
        kept.put(local, storedHere);
      } else {
        kept.remove(local);
      }
      super.visitVarInsn(opcode, local);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if ((volatiles.has(owner, name) || LOCKED.contains(owner + "." + name))
          && (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC)) {
        read(name);
      }
      if (PLAIN_ARRAYS.contains(owner + "." + name)) {
        storedHere = name;
      }
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      instruction++;
      if (Atomics.isAtomic(owner) && TORN_ATOMICS.contains(name) && chosen(Kind.TORN, name)) {
        read(name);
        super.visitInvokeDynamicInsn(
            name, "(L" + owner + ";" + descriptor.substring(1), Torn.BOOTSTRAP);
        return;
      }
      if (!owner.equals(VAR_HANDLE)) {
        if (Atomics.isAtomic(owner) || owner.startsWith("dev/inlay/internal/")) {
          read(name);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      read(name);
      if (name.endsWith("Fence")) {
        if (!chosen(Kind.PLAIN, name)) {
          super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
        return;
      }
      String plain = PLAIN.get(name);
      if (plain != null && chosen(Kind.PLAIN, name)) {
        super.visitMethodInsn(opcode, owner, plain, descriptor, isInterface);
      } else if (TORN.contains(name) && chosen(Kind.TORN, name)) {
        super.visitInvokeDynamicInsn(
            name, "(L" + VAR_HANDLE + ";" + descriptor.substring(1), Torn.BOOTSTRAP);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      instruction++;
      String read = readHere == null && loadedHere != null ? "local " + loadedHere : readHere;
      loadedHere = null;
      if (opcode == Opcodes.GOTO || read == null) {
        super.visitJumpInsn(opcode, label);
        return;
      }
      boolean always = chosen(Kind.ALWAYS, "check of " + read);
      boolean never = chosen(Kind.NEVER, "check of " + read);
      if (!always && !never) {
        super.visitJumpInsn(opcode, label);
        return;
      }
      boolean two = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
      super.visitInsn(two ? Opcodes.POP2 : Opcodes.POP);
      if (always) {
        // Not GOTO: what follows would then need a stack frame.
        super.visitInsn(Opcodes.ICONST_0);
        super.visitJumpInsn(Opcodes.IFEQ, label);
      }
    }
  }
}
