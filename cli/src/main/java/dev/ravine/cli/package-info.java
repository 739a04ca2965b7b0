/// The command line: [dev.ravine.cli.Main] parses arguments and runs one of the commands in
/// `command`. Options that several commands share are in `option`, what they print in `console`.
@NullMarked
package dev.ravine.cli;

import org.jspecify.annotations.NullMarked;
