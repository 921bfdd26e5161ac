package dev.inlay.proof.mutate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/**
 * Tells apart what methods do: hashes of their instructions, in which lines, names of local
 * variables and the numbers of lambdas play no part.
 */
final class MethodCode {

  private static final int DIGITS = 8;

  private MethodCode() {}

  /** Returns a hash for each method of a class, by its name and descriptor. */
  static Map<String, String> hashes(byte[] classFile) {
    Map<String, Textifier> texts = new LinkedHashMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                Textifier text = new Textifier();
                texts.put(name + descriptor, text);
                return new TraceMethodVisitor(text);
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    Map<String, String> hashes = new LinkedHashMap<>();
    texts.forEach((method, text) -> hashes.put(method, hash(text)));
    return hashes;
  }

  private static String hash(Textifier text) {
    StringWriter written = new StringWriter();
    PrintWriter printer = new PrintWriter(written);
    text.print(printer);
    printer.flush();
    String code = written.toString().replaceAll("lambda\\$(\\w+)\\$\\d+", "lambda\\$$1");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
