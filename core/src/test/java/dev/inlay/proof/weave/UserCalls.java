package dev.inlay.proof.weave;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a method of the class's own in place of each of its calls that may run user code, which
 * tells {@link dev.inlay.proof.hook.Hooks} of the object that is called, and then calls it: only
 * the object tells whether it is the user's.
 *
 * <p>Those are calls of functions, of an executor, of what a collection given may be, of {@code
 * equals}, {@code hashCode} and {@code compareTo}. A class's name in the code says less than it
 * seems to: {@code String.compareTo} is no call of user code, as nobody can make it throw, but
 * {@code Comparable.compareTo} is.
 */
final class UserCalls {

  private static final String HOOKS = "dev/inlay/proof/hook/Hooks";

  /** What a caller can give, besides functions. */
  private static final Set<String> GIVEN =
      Set.of(
          "java/lang/Comparable",
          "java/lang/Iterable",
          "java/util/Collection",
          "java/util/Comparator",
          "java/util/Iterator",
          "java/util/List",
          "java/util/Map",
          "java/util/Map$Entry",
          "java/util/Set",
          "java/util/concurrent/Executor");

  private final String owner;
  private final boolean inInterface;
  private final Map<String, Call> calls = new LinkedHashMap<>();

  private record Call(
      int opcode,
      String owner,
      String name,
      String descriptor,
      boolean isInterface,
      String bridge,
      String bridgeDescriptor) {}

  /** Makes one for the calls of a class. */
  UserCalls(String owner, boolean inInterface) {
    this.owner = owner;
    this.inInterface = inInterface;
  }

  private static boolean mayBeUsers(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.INVOKESTATIC) {
      return owner.equals("java/util/Objects")
          && (name.equals("equals") || name.equals("hashCode"));
    }
    return opcode != Opcodes.INVOKESPECIAL
        && (owner.startsWith("java/util/function/")
            || GIVEN.contains(owner)
            || (owner.equals("java/lang/Object")
                && (descriptor.equals("(Ljava/lang/Object;)Z") || name.equals("hashCode"))));
  }

  /** Calls what stands for a call, if that may be one of user code. */
  boolean replace(
      MethodVisitor next,
      int opcode,
      String called,
      String name,
      String descriptor,
      boolean isInterface) {
    if (!mayBeUsers(opcode, called, name, descriptor)) {
      return false;
    }
    Call call =
        calls.computeIfAbsent(
            called + "." + name + descriptor,
            key ->
                new Call(
                    opcode,
                    called,
                    name,
                    descriptor,
                    isInterface,
                    "user$" + calls.size(),
                    opcode == Opcodes.INVOKESTATIC
                        ? descriptor
                        : "(L" + called + ";" + descriptor.substring(1)));
    next.visitMethodInsn(
        Opcodes.INVOKESTATIC, owner, call.bridge(), call.bridgeDescriptor(), inInterface);
    return true;
  }

  /** Writes the methods, at the end of the class. */
  void write(ClassVisitor next) {
    for (Call call : calls.values()) {
      MethodVisitor method =
          next.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              call.bridge(),
              call.bridgeDescriptor(),
              null,
              null);
      method.visitCode();
      Type[] parameters = Type.getArgumentTypes(call.bridgeDescriptor());
      method.visitVarInsn(Opcodes.ALOAD, 0);
      if (parameters.length > 1 && parameters[1].getSort() == Type.OBJECT) {
        method.visitVarInsn(Opcodes.ALOAD, 1);
      } else {
        method.visitInsn(Opcodes.ACONST_NULL);
      }
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, HOOKS, "user", "(Ljava/lang/Object;Ljava/lang/Object;)V", false);
      int local = 0;
      for (Type parameter : parameters) {
        method.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
        local += parameter.getSize();
      }
      method.visitMethodInsn(
          call.opcode(), call.owner(), call.name(), call.descriptor(), call.isInterface());
      method.visitInsn(Type.getReturnType(call.descriptor()).getOpcode(Opcodes.IRETURN));
      method.visitMaxs(0, 0);
      method.visitEnd();
    }
  }
}
