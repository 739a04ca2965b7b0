/// Files that are whole or not there, and what they hold.
///
/// [dev.ravine.lab.files.AtomicFile] writes a file aside and moves it into place;
/// [dev.ravine.lab.files.FolderLock] keeps other programs away from a folder.
/// [dev.ravine.lab.files.Csv] writes tables for other programs, [dev.ravine.lab.files.PrettyJson]
/// JSON for people.
@NullMarked
package dev.ravine.lab.files;

import org.jspecify.annotations.NullMarked;
