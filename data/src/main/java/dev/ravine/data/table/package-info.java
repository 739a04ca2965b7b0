/// Tables: a [dev.ravine.data.table.Table] is read from text by
/// [dev.ravine.data.table.TableOptions] ([dev.ravine.data.table.TextFile] finds the encoding).
/// [dev.ravine.data.table.TableReading] says what its columns are, a
/// [dev.ravine.data.table.TargetColumn] which of them is to be learnt,
/// [dev.ravine.data.table.TableEncoding] makes features of rows.
@NullMarked
package dev.ravine.data.table;

import org.jspecify.annotations.NullMarked;
