package dev.inlay.proof.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** Tells which fields of the project's classes are volatile. */
public final class Volatiles {

  private final Map<String, Set<String>> byOwner = new ConcurrentHashMap<>();

  /**
   * Tells whether a field is volatile.
   *
   * @param owner the class that the instruction names, with slashes
   */
  public boolean has(String owner, String field) {
    return owner.startsWith("dev/inlay/")
        && byOwner.computeIfAbsent(owner, Volatiles::read).contains(field);
  }

  private static Set<String> read(String owner) {
    Set<String> found = new HashSet<>();
    try (InputStream bytes = WovenLoader.bytesOf(owner.replace('/', '.'))) {
      if (bytes == null) {
        return found;
      }
      ClassReader reader = new ClassReader(bytes);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public FieldVisitor visitField(
                int access, String name, String descriptor, String signature, Object value) {
              if ((access & Opcodes.ACC_VOLATILE) != 0) {
                found.add(name);
              }
              return null;
            }
          },
          ClassReader.SKIP_CODE);
      if (reader.getSuperName().startsWith("dev/inlay/")) {
        found.addAll(read(reader.getSuperName()));
      }
      return found;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + owner, e);
    }
  }
}
