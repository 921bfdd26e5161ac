package dev.inlay.proof.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * Loads the project's classes once more, changed by weavings: those of {@code core}, and the tests
 * beside them, which so reach what is package-private. Only {@code dev.inlay.proof} itself is the
 * same inside and outside; else both sides share the JDK's types.
 */
public final class WovenLoader extends ClassLoader {

  private static final String PROJECT = "dev.inlay.";
  private static final String SHARED = "dev.inlay.proof.";

  /** Where tests are: they are loaded as they are. */
  private static final String TESTS = "/test-classes/";

  private final String own;
  private final List<Weaving> weavings;
  private final Volatiles volatiles = new Volatiles();

  static {
    registerAsParallelCapable();
  }

  /** Makes a loader that applies the weavings in their order. */
  public WovenLoader(Weaving... weavings) {
    this(PROJECT, weavings);
  }

  /** Makes a loader of which only what begins with a prefix is its own. */
  public WovenLoader(String own, Weaving... weavings) {
    super(WovenLoader.class.getClassLoader());
    this.own = own;
    this.weavings = List.of(weavings);
  }

  static @Nullable InputStream bytesOf(String className) {
    return WovenLoader.class
        .getClassLoader()
        .getResourceAsStream(className.replace('.', '/') + ".class");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(own) || name.startsWith(SHARED)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  /** Returns a class's bytes as this loader would define them. */
  public byte[] weave(String name) throws IOException {
    try (InputStream stream = bytesOf(name)) {
      if (stream == null) {
        throw new IOException("there is no class " + name);
      }
      byte[] bytes = stream.readAllBytes();
      return isTest(name) ? bytes : woven(name, bytes);
    }
  }

  private static boolean isTest(String className) {
    URL source =
        WovenLoader.class.getClassLoader().getResource(className.replace('.', '/') + ".class");
    return source == null || source.getPath().contains(TESTS);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = weave(name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] woven(String name, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    // Frames of hooks need none of their own: a call without arguments or result.
    ClassWriter writer = new Writer(reader);
    ClassVisitor visitor = writer;
    for (Weaving weaving : weavings) {
      visitor = weaving.visitor(name, visitor, volatiles);
    }
    reader.accept(visitor, ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** Finds common superclasses without loading what is being loaded. */
  private static final class Writer extends ClassWriter {

    Writer(ClassReader reader) {
      super(reader, COMPUTE_MAXS);
    }
  }

  /** Makes an instance of a class that has a constructor without parameters, changed as it is. */
  public <T> T make(Class<T> type, String className) {
    try {
      var constructor = loadClass(className).getDeclaredConstructor();
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + className, e);
    }
  }
}
