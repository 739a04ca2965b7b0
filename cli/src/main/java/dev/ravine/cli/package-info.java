/// `ravine …`: [dev.ravine.cli.Main] knows the commands, one class each.
@NullMarked
package dev.ravine.cli;

import org.jspecify.annotations.NullMarked;
