package dev.inlay;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a stream in the place of one of our objects. Content that refers back to an object
 * which is not read yet meets its serial form instead: whoever reads content refuses it.
 */
interface SerialForm extends Serializable {

  /**
   * Says what an object of a stream is, for messages. Its {@code toString} is not asked: lists that
   * contain each other twice over make it as long as they like.
   */
  static String typeOf(@Nullable Object object) {
    return object == null ? "null" : object.getClass().getName();
  }
}
