package dev.ravine.optim.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.Catalogue;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  @Test
  void stepDecayFallsAtWholeMultiples() {
    Schedule schedule = new StepDecay(0.8, 0.5, 10);
    assertThat(schedule.at(0)).isEqualTo(0.8);
    assertThat(schedule.at(9)).isEqualTo(0.8);
    assertThat(schedule.at(10)).isEqualTo(0.4);
    assertThat(schedule.at(39)).isEqualTo(0.1);
    assertThat(schedule).hasToString("step(initial=0.8,factor=0.5,every=10)");
  }

  @Test
  void exponentialDecayHalvesInEqualTimes() {
    Schedule schedule = new ExponentialDecay(1, StrictMath.log(2) / 7);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(7)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.at(70)).isCloseTo(StrictMath.pow(0.5, 10), within(1e-15));
  }

  @Test
  void inverseTimeDecayIsHalfWhenRateTimesStepsIsOne() {
    Schedule schedule = new InverseTimeDecay(0.3, 0.01);
    assertThat(schedule.at(0)).isEqualTo(0.3);
    assertThat(schedule.at(100)).isEqualTo(0.15);
    assertThat(schedule.at(300)).isCloseTo(0.075, within(1e-15));
  }

  @Test
  void readingAScheduleAllocatesNothing() {
    List<Schedule> schedules =
        Catalogue.schedules().stream().map(Catalogue.Entry::defaults).toList();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Schedule schedule : schedules) {
      double sum = 0;
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 5; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 1000; k++) {
          sum += schedule.at(k);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(sum).isPositive();
      assertThat(least).as(schedule.toString()).isLessThan(1000);
    }
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new StepDecay(1, 0.5, 0)).hasMessage("every must be 1 or more, was 0");
    assertThatThrownBy(() -> new StepDecay(0, 0.5, 1))
        .hasMessage("initial must be positive, was 0.0");
    assertThatThrownBy(() -> new ExponentialDecay(1, -1))
        .hasMessage("rate must be 0 or more, was -1.0");
    assertThatThrownBy(() -> new InverseTimeDecay(1, Double.NaN))
        .hasMessage("rate must be 0 or more, was NaN");
  }

  @Test
  void usualFormsAndSetters() {
    assertThat(
            List.<Record>of(
                CosineDecay.of(1, 10),
                CosineDecay.of(1, 10).last(0.5),
                LinearDecay.of(1, 10).last(0.25),
                PolynomialDecay.of(1, 2, 10).last(0.5),
                CosineRestarts.of(1, 10).factor(2).last(0.5),
                StepDecay.of(1, 0.5, 10),
                MultiStepDecay.of(1, 0.5, 10, 20),
                ExponentialDecay.of(1, 0.5),
                InverseTimeDecay.of(1, 0.5),
                InverseSquareRootDecay.of(1, 10),
                WarmupStableDecay.of(1, 2, 3, 4),
                Cyclic.of(0.5, 1, 10),
                Cyclic.of(0.5, 1, 10).form(Cyclic.Form.EXPONENTIAL_RANGE).gamma(0.5),
                OneCycle.of(1, 10).rise(0.5).divide(10).finalDivide(100),
                ReduceOnPlateau.of(1)
                    .factor(0.5)
                    .patience(3)
                    .threshold(0.5)
                    .cooldown(2)
                    .least(0.25),
                Warmup.of(Schedule.constant(1), 10).start(0.5).shape(Warmup.Shape.EXPONENTIAL)))
        .extracting(HyperParameters::print)
        .containsExactly(
            "cosine(initial=1,steps=10,last=0)",
            "cosine(initial=1,steps=10,last=0.5)",
            "linear(initial=1,last=0.25,steps=10)",
            "polynomial(initial=1,last=0.5,power=2,steps=10)",
            "cosineRestarts(initial=1,period=10,factor=2,last=0.5)",
            "step(initial=1,factor=0.5,every=10)",
            "multiStep(initial=1,factor=0.5,milestones=[10,20])",
            "exponential(initial=1,rate=0.5)",
            "inverseTime(initial=1,rate=0.5)",
            "inverseSqrt(initial=1,flat=10)",
            "warmupStableDecay(peak=1,warmup=2,stable=3,decay=4)",
            "cyclic(low=0.5,high=1,half=10,form=triangular,gamma=1)",
            "cyclic(low=0.5,high=1,half=10,form=exponentialRange,gamma=0.5)",
            "oneCycle(peak=1,steps=10,rise=0.5,divide=10,finalDivide=100)",
            "plateau(initial=1,factor=0.5,patience=3,threshold=0.5,cooldown=2,least=0.25)",
            "warmup(after=1,steps=10,shape=exponential,start=0.5)");
  }
}
