package dev.inlay.jmh.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the method of {@link Limits} that does the same as a benchmark on bare arrays. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Kernel {
  String value();
}
