/// The practice world: tapes of questions and answers that stand in for the network.
@NullMarked
package dev.whence.lab;

import org.jspecify.annotations.NullMarked;
