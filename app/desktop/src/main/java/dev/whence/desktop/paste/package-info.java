/// The door for what a person brings: texts and files, read as if Whence had looked itself.
@NullMarked
package dev.whence.desktop.paste;

import org.jspecify.annotations.NullMarked;
