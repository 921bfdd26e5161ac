package dev.inlay.jcstress;

/** A value whose fields are neither final nor volatile. */
final class Plain {
  int first;
  int second;

  static Plain written() {
    Plain value = new Plain();
    value.first = 1;
    value.second = 2;
    return value;
  }
}
