package dev.ravine.cluster.portions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.cluster.wire.Fields;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A board goes on from bytes after each operation, as where shards move.
class PortionBoardTest {

  private static final BoardWire WIRE = new BoardWire();

  private byte[] written = {};

  private <R> R apply(BoardOperation<R> operation) {
    PortionBoard board = Fields.value(written, WIRE::readShard);
    R result = operation.applyTo(board);
    written = Fields.bytes(board, WIRE::writeShard);
    return result;
  }

  private void begin(int seats, boolean repeats) {
    written = Fields.bytes(new PortionBoard(3, seats, repeats), WIRE::writeShard);
  }

  @BeforeEach
  void beginFirstRound() {
    begin(2, false);
    apply(new BeginEvaluation(1, new byte[] {9}, List.of(bytes(0), bytes(1), bytes(2))));
  }

  private static byte[] bytes(int number) {
    return new byte[] {(byte) number};
  }

  /// Asks for a seat, if it has none, and for a portion.
  private TakePortion.Answer take(String replica, int preferred) {
    TakePortion.Answer joined =
        apply(new TakePortion(replica, TakePortion.Purpose.JOIN, -1, Optional.empty(), 0));
    return joined.own()
        ? apply(new TakePortion(replica, TakePortion.Purpose.WORK, preferred, Optional.empty(), 0))
        : joined;
  }

  private TakePortion.Answer bring(String replica, int number, double value) {
    TakePortion.Result result =
        new TakePortion.Result(new Portion(1, number), value, bytes(10 + number));
    return apply(new TakePortion(replica, TakePortion.Purpose.WORK, -1, Optional.of(result), 0));
  }

  private static int number(TakePortion.Answer answer) {
    return answer.work().map(work -> work.portion().number()).orElse(-1);
  }

  @Test
  void eachIsGivenOnceTheOneThatIsPreferredFirst() {
    TakePortion.Answer first = take("a", 1);
    assertThat(number(first)).isEqualTo(1);
    assertThat(first.work().orElseThrow().common()).containsExactly(9);
    assertThat(first.work().orElseThrow().own()).containsExactly(1);
    assertThat(number(take("b", 1))).isZero();
    assertThat(number(bring("b", 0, 0.5))).isEqualTo(2);
    assertThat(number(bring("b", 2, 0.25))).as("a has the last one").isEqualTo(-1);
    assertThat(apply(new LookAtPortions(1)).isComplete()).isFalse();
    bring("a", 1, 2);
    LookAtPortions.Progress done = apply(new LookAtPortions(1));
    assertThat(done.isComplete()).isTrue();
    assertThat(done.value()).isEqualTo(2.75);
    assertThat(done.completed()).isEqualTo(3);
    assertThat(done.again()).isZero();
    assertThat(done.contents()).extracting(content -> (int) content[0]).containsExactly(10, 11, 12);
    assertThat(apply(new LookAtPortions(2)).contents()).as("not awaited").isEmpty();
  }

  /// Whoever asks again has not heard the answer.
  @Test
  void whatIsAskedAgainIsGivenAgain() {
    assertThat(number(take("a", -1))).isZero();
    assertThat(number(take("a", -1))).isZero();
    assertThat(number(bring("a", 0, 1))).isEqualTo(1);
    assertThat(number(bring("a", 0, 1))).as("the same, brought again").isEqualTo(1);
    assertThat(apply(new LookAtPortions(1)).completed()).isOne();
  }

  @Test
  void oneThatIsGoneLeavesItsSeatAndItsPortion() {
    take("a", -1);
    take("b", -1);
    assertThat(take("c", -1).own()).isFalse();
    apply(new BoardMessage(BoardMessage.Kind.GONE, "a"));
    assertThat(number(take("c", -1))).isZero();
    assertThat(take("a", -1).own()).as("its seat is another's").isFalse();
    assertThat(apply(new LookAtPortions(1)).heard()).containsOnlyKeys("b", "c");
  }

  /// Its last sign of life may be late, and what it brings counts.
  @Test
  void oneThatIsGoneHasNoSeatButItsResult() {
    apply(new TakePortion("a", TakePortion.Purpose.JOIN, -1, Optional.empty(), 7));
    take("a", -1);
    apply(new BoardMessage(BoardMessage.Kind.GONE, "a"));
    TakePortion.Answer late =
        apply(new TakePortion("a", TakePortion.Purpose.BEAT, -1, Optional.empty(), 5));
    assertThat(late.own()).isFalse();
    assertThat(bring("a", 0, 4).own()).isFalse();
    LookAtPortions.Progress seen = apply(new LookAtPortions(1));
    assertThat(seen.heard()).isEmpty();
    assertThat(seen.completed()).isOne();
    assertThat(seen.exchanged()).isEqualTo(7);
  }

  @Test
  void whatBelongsToAnEarlierRoundDoesNotCount() {
    take("a", -1);
    apply(new BeginEvaluation(2, new byte[0], List.of(bytes(5))));
    apply(new BeginEvaluation(1, new byte[0], List.of(bytes(6))));
    TakePortion.Answer next = bring("a", 0, 7);
    assertThat(next.work().orElseThrow().portion()).isEqualTo(new Portion(2, 0));
    assertThat(next.work().orElseThrow().own()).containsExactly(5);
    TakePortion.Result result = new TakePortion.Result(new Portion(2, 0), 3, bytes(4));
    apply(new TakePortion("a", TakePortion.Purpose.BEAT, -1, Optional.of(result), 0));
    LookAtPortions.Progress done = apply(new LookAtPortions(2));
    assertThat(done.isComplete()).as("one portion alone").isTrue();
    assertThat(done.contents()).hasSize(1);
  }

  @Test
  void theSlowestIsDoneTwiceWhereItMay() {
    begin(2, true);
    apply(new BeginEvaluation(1));
    take("a", -1);
    take("b", -1);
    assertThat(number(bring("b", 1, 1))).isEqualTo(2);
    assertThat(number(bring("b", 2, 1))).as("which a has").isZero();
    bring("b", 0, 1);
    bring("a", 0, 1);
    LookAtPortions.Progress done = apply(new LookAtPortions(1));
    assertThat(done.value()).isEqualTo(3);
    assertThat(done.completed()).isEqualTo(3);
    assertThat(done.again()).isOne();
  }
}
