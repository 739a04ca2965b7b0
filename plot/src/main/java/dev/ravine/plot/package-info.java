/// Charts as SVG text, for pages, documents and files.
///
/// A [dev.ravine.plot.Chart] has two [dev.ravine.plot.Axis]es and any [dev.ravine.plot.Series]:
/// lines, bands and markers, in the colours of the [dev.ravine.plot.Palette].
@NullMarked
package dev.ravine.plot;

import org.jspecify.annotations.NullMarked;
