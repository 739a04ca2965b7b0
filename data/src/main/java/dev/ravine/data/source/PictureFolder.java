package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Features;
import dev.ravine.data.Labels;
import dev.ravine.data.Origins;
import dev.ravine.data.Targets;
import dev.ravine.data.picture.Picture;
import dev.ravine.data.picture.PictureFiles;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.split.Fold;
import dev.ravine.data.split.Split;
import dev.ravine.data.split.StratifiedOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder of pictures of one's own: a folder for each class, or `train/`, `val/` and `test/` with
/// folders for classes in each. Features are planes of red, green and blue, or one plane if all
/// pictures are grey. They are mixed, always alike, so that every stretch has all classes.
///
/// @param folder that holds the classes' folders
/// @param size what pictures are stretched to; if empty, all must have one size
/// @param order of the pictures
public record PictureFolder(Path folder, Optional<Size> size, Arrangement order) implements Source {

  private static final int VALIDATED = 5;
  private static final int NAMED = 3;
  private static final List<String> TRAIN = List.of("train", "training");
  private static final List<String> VALIDATION = List.of("val", "valid", "validation");
  private static final List<String> TEST = List.of("test");
  private static final Recent<Read> RECENT = new Recent<>();

  /// A size in pixels.
  ///
  /// @param width columns
  /// @param height rows
  public record Size(int width, int height) {

    private static final int MOST = 4096;

    public Size {
      if (width < 1 || height < 1 || width > MOST || height > MOST) {
        throw new IllegalArgumentException(
            "resize must be 1 to %d pixels, such as 32 or 48x32, was %dx%d"
                .formatted(MOST, width, height));
      }
    }

    /// Reads a size.
    ///
    /// @param text such as `32`, or `48x32` (width and height)
    /// @return the size
    /// @throws IllegalArgumentException if it is something else
    public static Size parse(String text) {
      String[] sides = text.strip().split("x", -1);
      try {
        int width = Integer.parseInt(sides[0]);
        if (sides.length <= 2) {
          return new Size(width, sides.length == 1 ? width : Integer.parseInt(sides[1]));
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new IllegalArgumentException(
          "resize must be pixels such as 32 or 48x32, was \"%s\"".formatted(text));
    }

    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  /// The order of pictures.
  public enum Arrangement {
    /// Mixed, then spread by class.
    STRATIFIED,
    /// Mixed only, as in versions that did not write it down.
    MIXED
  }

  /// A folder of pictures of one size.
  ///
  /// @param folder that holds the classes' folders
  public PictureFolder(Path folder) {
    this(folder, Optional.empty(), Arrangement.STRATIFIED);
  }

  /// Pictures that were read, in order.
  private record Read(
      List<PictureFiles.Labelled> files,
      List<Picture> pictures,
      List<String> broken,
      List<String> notes) {}

  @Override
  public String label() {
    return folder.toString();
  }

  @Override
  public PictureFolder resized(Size to) {
    return new PictureFolder(folder, Optional.of(to), order);
  }

  private Optional<Path> part(List<String> names) {
    return names.stream()
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .filter(part -> !PictureFiles.classes(part).isEmpty())
        .findFirst();
  }

  /// Where the pictures to train on are.
  private Path training() {
    return part(TRAIN).orElse(folder);
  }

  private Optional<Path> validation() {
    return part(TRAIN).flatMap(there -> part(VALIDATION));
  }

  /// Where pictures to test with are.
  ///
  /// @return the folder `test`, if the pictures are in parts
  public Optional<PictureFolder> test() {
    return part(TRAIN)
        .flatMap(there -> part(TEST))
        .map(part -> new PictureFolder(part, size, order));
  }

  @Override
  public int usualTrain() {
    int count = read(training()).files.size();
    return validation().isPresent() ? count : Math.max(1, count - count / VALIDATED);
  }

  @Override
  public int usualValidation() {
    return validation()
        .map(part -> read(part).files.size())
        .orElseGet(() -> Math.max(1, read(training()).files.size() / VALIDATED));
  }

  @Override
  public List<String> notes() {
    Read train = read(training());
    List<String> notes = new ArrayList<>(describe(train));
    validation()
        .ifPresent(part -> describe(read(part)).forEach(n -> notes.add("validation: " + n)));
    return notes;
  }

  private List<String> describe(Read read) {
    List<String> notes = new ArrayList<>();
    Picture first = read.pictures.getFirst();
    notes.add(
        "%d pictures%s"
            .formatted(
                read.files.size(),
                size.map(s -> ", stretched to %d × %d (bilinear)".formatted(s.width, s.height))
                    .orElse(" of %d × %d".formatted(first.width(), first.height()))));
    if (!read.broken.isEmpty()) {
      int count = read.broken.size();
      notes.add(
          "%s left out: %s%s"
              .formatted(
                  count == 1 ? "1 file is" : count + " files are",
                  String.join("; ", read.broken.subList(0, Math.min(NAMED, count))),
                  count > NAMED ? "; …" : ""));
    }
    notes.addAll(read.notes);
    return notes;
  }

  @Override
  public Split fold(Path unused, int examples, Fold fold) {
    validation()
        .ifPresent(apart -> {
          throw new DataException(
              "folds must come with pictures that are not divided already, but %s holds %s; --data %s cross-validates those to train on"
                  .formatted(folder, apart.getFileName(), training()));
        });
    Dataset all = read();
    Split.check(name(), all.size(), examples, 0);
    return fold.of(all.range(0, examples));
  }

  @Override
  public Split load(Path unused, int train, int validation) {
    Optional<Path> apart = validation();
    if (apart.isEmpty()) {
      return Split.of(read(), train, validation);
    }
    Read first = read(training());
    Read second = read(apart.get());
    boolean grey = isGrey(first) && isGrey(second);
    List<String> classes =
        first.files.stream().map(PictureFiles.Labelled::label).distinct().toList();
    second.files.stream()
        .filter(picture -> !classes.contains(picture.label()))
        .findFirst()
        .ifPresent(picture -> {
          throw new DataException(
              "%s is of the class %s, which has no training pictures"
                  .formatted(picture.file(), picture.label()));
        });
    Dataset training = dataset(first, grey, Labels.named(folder.toString(), labels(first)));
    Labels known = (Labels) training.targets();
    Dataset validated = dataset(second, grey, Labels.of(name(), known.names(), labels(second)));
    if (train > training.size() || validation > validated.size()) {
      throw new DataException(
          "%s has %d training and %d validation examples, too few for %d to train and %d to validate"
              .formatted(folder, training.size(), validated.size(), train, validation));
    }
    if (training.features() != validated.features()) {
      throw new DataException(
          "training and validation pictures must be of one size; --resize 32 makes them so");
    }
    return new Split(training.range(0, train), validated.range(0, validation));
  }

  /// All pictures, to train on.
  ///
  /// @return as many examples
  /// @throws DataException if there are none, or they are not of one size
  public Dataset read() {
    Read read = read(training());
    return dataset(read, isGrey(read), Labels.named(folder.toString(), labels(read)));
  }

  /// Pictures for a model that knows their shape and classes.
  ///
  /// @param shape that pictures must have; they are stretched to it if that is how it was trained
  /// @param classes that it knows
  /// @return as many examples
  /// @throws DataException if there are none, or one is of a class that is not known
  public Dataset labelled(PictureShape shape, List<String> classes) {
    Read read = read(folder);
    for (PictureFiles.Labelled picture : read.files) {
      if (!classes.contains(picture.label())) {
        throw new DataException(
            "%s must be of one of the classes %s, is in %s"
                .formatted(picture.file(), String.join(", ", classes), picture.label()));
      }
    }
    boolean fits =
        read.pictures.stream()
            .allMatch(p -> p.width() == shape.width() && p.height() == shape.height());
    if (!fits || (shape.planes() == 1 && !isGrey(read))) {
      throw new DataException("pictures in %s must be %s".formatted(folder, shape));
    }
    return dataset(read, shape.planes() == 1, Labels.of(name(), classes, labels(read)));
  }

  private static List<String> labels(Read read) {
    return read.files.stream().map(PictureFiles.Labelled::label).toList();
  }

  private static boolean isGrey(Read read) {
    return read.pictures.stream().allMatch(Picture::isGrey);
  }

  private String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private Dataset dataset(Read read, boolean grey, Targets targets) {
    Picture first = read.pictures.getFirst();
    for (int i = 1; i < read.pictures.size(); i++) {
      Picture picture = read.pictures.get(i);
      if (picture.width() != first.width() || picture.height() != first.height()) {
        throw new DataException(
            "all pictures must be of one size, but %s is %d × %d and %s is %d × %d; --resize 32 makes them so"
                .formatted(
                    read.files.getFirst().file(),
                    first.width(),
                    first.height(),
                    read.files.get(i).file(),
                    picture.width(),
                    picture.height()));
      }
    }
    PictureShape shape = new PictureShape(grey ? 1 : 3, first.height(), first.width());
    byte[] pixels = new byte[Math.multiplyExact(shape.size(), read.pictures.size())];
    for (int i = 0; i < read.pictures.size(); i++) {
      read.pictures.get(i).write(shape.planes(), pixels, i * shape.size());
    }
    return new Dataset(name(), new Features.Bytes(shape.size(), pixels), List.of(), targets)
        .withPicture(shape)
        .withOrigins(
            Origins.ofFiles(folder, read.files.stream().map(PictureFiles.Labelled::file).toList()));
  }

  private Read read(Path part) {
    List<PictureFiles.Labelled> files = PictureFiles.in(part);
    return RECENT.get(
        List.of(this, part),
        files.stream().map(PictureFiles.Labelled::file).toList(),
        () -> read(part, files));
  }

  private Read read(Path part, List<PictureFiles.Labelled> files) {
    record Decoded(PictureFiles.Labelled from, Picture picture) {}
    List<Decoded> whole = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (PictureFiles.Labelled labelled : files) {
      try {
        Picture picture = Picture.read(labelled.file());
        whole.add(
            new Decoded(
                labelled, size.map(s -> picture.resized(s.width, s.height)).orElse(picture)));
      } catch (DataException e) {
        broken.add(String.valueOf(e.getMessage()));
      }
    }
    if (whole.isEmpty()) {
      throw new DataException("%s: no picture can be read: %s".formatted(part, broken.getFirst()));
    }
    List<Decoded> ordered = StratifiedOrder.shuffled(whole);
    if (order == Arrangement.STRATIFIED) {
      ordered = StratifiedOrder.stratified(ordered, one -> one.from.label());
    }
    return new Read(
        ordered.stream().map(Decoded::from).toList(),
        ordered.stream().map(Decoded::picture).toList(),
        broken,
        PictureFiles.leftOut(part));
  }
}
