package dev.ravine.cluster.desk;

/// Takes a run from a worker, or gives it up.
///
/// @param text the worker's name
public record Vacate(String text) implements DeskMessage {

  @Override
  public byte code() {
    return DeskWire.VACATE;
  }

  @Override
  public Boolean applyTo(RunDesk desk) {
    desk.vacate(text);
    return true;
  }
}
