package dev.inlay.proof.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A hash tells when what a method does has changed, and only then. */
class MethodCodeTest {

  /** Methods that differ in one thing each. */
  @SuppressWarnings("unused")
  private static final class Methods {
    int first(int number) {
      Runnable task = () -> System.out.println(number);
      task.run();
      return number > 3 ? number : 3;
    }

    int otherConstant(int number) {
      Runnable task = () -> System.out.println(number);
      task.run();
      return number > 3 ? number : 4;
    }

    int otherCheck(int number) {
      Runnable task = () -> System.out.println(number);
      task.run();
      return number >= 3 ? number : 3;
    }
  }

  private static byte[] methods() throws Exception {
    try (var stream = Methods.class.getResourceAsStream("MethodCodeTest$Methods.class")) {
      return stream.readAllBytes();
    }
  }

  private static String of(Map<String, String> hashes, String name) {
    return hashes.get(name + "(I)I");
  }

  @Test
  void otherInstructionsAreAnotherHash() throws Exception {
    Map<String, String> hashes = MethodCode.hashes(methods());
    assertThat(List.of(of(hashes, "first"), of(hashes, "otherConstant"), of(hashes, "otherCheck")))
        .doesNotHaveDuplicates();
    assertThat(of(hashes, "first")).matches("[0-9a-f]{8}");
  }

  /** As a line before it, or a lambda in another method, would move them. */
  @Test
  void linesAndNumbersOfLambdasAreNoOtherHash() throws Exception {
    ClassReader reader = new ClassReader(methods());
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            return new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitLineNumber(int line, Label start) {
                super.visitLineNumber(line + 7, start);
              }

              @Override
              public void visitInvokeDynamicInsn(
                  String called, String type, Handle by, Object... arguments) {
                Object[] moved = arguments.clone();
                for (int i = 0; i < moved.length; i++) {
                  if (moved[i] instanceof Handle lambda) {
                    moved[i] =
                        new Handle(
                            lambda.getTag(),
                            lambda.getOwner(),
                            lambda.getName() + "7",
                            lambda.getDesc(),
                            lambda.isInterface());
                  }
                }
                super.visitInvokeDynamicInsn(called, type, by, moved);
              }
            };
          }
        },
        0);
    assertThat(of(MethodCode.hashes(writer.toByteArray()), "first"))
        .isEqualTo(of(MethodCode.hashes(methods()), "first"));
  }
}
