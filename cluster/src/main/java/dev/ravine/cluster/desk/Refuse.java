package dev.ravine.cluster.desk;

/// Says why a worker will not do a run.
///
/// @param text a sentence without its end
public record Refuse(String text) implements DeskMessage {

  @Override
  public byte code() {
    return DeskWire.REFUSE;
  }

  @Override
  public Boolean applyTo(RunDesk desk) {
    desk.refuse(text);
    return true;
  }
}
