/// HTML pages that need nothing but themselves.
///
/// A [dev.ravine.lab.page.WebPage] holds its scripts and styles, with a content security policy.
@NullMarked
package dev.ravine.lab.page;

import org.jspecify.annotations.NullMarked;
