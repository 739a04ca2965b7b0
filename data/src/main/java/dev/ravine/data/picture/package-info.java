/// Pictures: [dev.ravine.data.picture.PictureFiles] lists those of a folder, a
/// [dev.ravine.data.picture.Picture] is one, decoded.
@NullMarked
package dev.ravine.data.picture;

import org.jspecify.annotations.NullMarked;
