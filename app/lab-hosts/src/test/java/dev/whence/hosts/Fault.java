package dev.whence.hosts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What is broken while the test runs: a name of `lab faults`. The touched hosts boot anew after
/// it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Fault {
    /// The fault's name.
    String value();
}
