package dev.inlay.proof.mutate;

import dev.inlay.proof.hook.Hooks;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/**
 * What a step of a {@link VarHandle}, or of an atomic class, becomes that is torn into two: a read,
 * and a write.
 */
public final class Torn {

  static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Torn.class.getName().replace('.', '/'),
          "bootstrap",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
              + "Ljava/lang/invoke/CallSite;",
          false);

  private Torn() {}

  /** Links a call that was one of a VarHandle's. */
  public static CallSite bootstrap(MethodHandles.Lookup lookup, String name, MethodType type)
      throws ReflectiveOperationException {
    MethodHandle run =
        MethodHandles.lookup()
            .findStatic(
                Torn.class,
                "run",
                MethodType.methodType(Object.class, String.class, Object[].class));
    return new ConstantCallSite(
        MethodHandles.insertArguments(run, 0, name)
            .asCollector(Object[].class, type.parameterCount())
            .asType(type));
  }

  /** Reads, lets others go on, and writes. */
  @SuppressWarnings("unused") // by the call site
  private static @Nullable Object run(String name, @Nullable Object[] arguments) throws Throwable {
    if (arguments[0] instanceof AtomicInteger number) {
      int seen = number.get();
      Hooks.write();
      number.set(name.equals("decrementAndGet") ? seen - 1 : seen + 1);
      return name.equals("decrementAndGet") ? seen - 1 : seen;
    }
    if (arguments[0] instanceof AtomicLong number) {
      long seen = number.get();
      Hooks.write();
      number.set(seen + (Long) arguments[1]);
      return seen;
    }
    if (arguments[0] instanceof AtomicIntegerArray numbers) {
      int at = (Integer) arguments[1];
      boolean holds = isSame(numbers.get(at), arguments[2]);
      Hooks.write();
      if (holds) {
        numbers.set(at, (Integer) arguments[3]);
      }
      return holds;
    }
    VarHandle handle = (VarHandle) arguments[0];
    boolean compares = name.startsWith("compare");
    int values = compares ? 2 : 1;
    List<Object> place =
        new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length - values));
    Object seen = handle.toMethodHandle(AccessMode.GET_VOLATILE).invokeWithArguments(place);
    Object written = arguments[arguments.length - 1];
    boolean holds = !compares || isSame(seen, arguments[arguments.length - 2]);
    Hooks.write();
    if (holds) {
      place.add(name.equals("getAndAdd") ? sum(seen, written) : written);
      handle.toMethodHandle(AccessMode.SET_VOLATILE).invokeWithArguments(place);
    }
    return name.equals("compareAndSet") ? (Object) holds : seen;
  }

  private static boolean isSame(@Nullable Object seen, @Nullable Object expected) {
    boolean primitive = seen instanceof Integer || seen instanceof Long || seen instanceof Boolean;
    return seen == expected || (primitive && seen.equals(expected));
  }

  private static Object sum(@Nullable Object seen, @Nullable Object more) {
    if (seen instanceof Integer number && more instanceof Integer added) {
      return number + added;
    }
    return (Long) seen + (Long) more;
  }
}
