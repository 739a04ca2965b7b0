package dev.ravine.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.lab.report.Report;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.store.Results;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The pages as a person uses them.
@Timeout(120)
class BrowserTest {

  /// Of no interest afterwards, but the browser's other processes may still write there.
  private static final Path PROFILE = Path.of("target", "browser").toAbsolutePath();

  @TempDir private Path folder = Path.of(".");

  private Path store = Path.of(".");
  private LiveServer server;
  private Browser browser;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Optional<Path> program = Browser.find();
    if (program.isEmpty()) {
      System.getLogger(BrowserTest.class.getName())
          .log(System.Logger.Level.WARNING, "pages are not tested: there is no chromium here");
    }
    Assumptions.assumeTrue(program.isPresent(), "there is no chromium here");
    store = folder.resolve("store");
    server =
        LiveServer.start(
            store, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2, List.of());
    browser = new Browser(program.orElseThrow(), PROFILE);
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  private void begin(String epochs) throws InterruptedException {
    browser.open(server.address().toString());
    String yaml =
        "train: 300\\nvalidation: 50\\nbatch: 50\\nepochs: %s\\nseeds: 2\\noptimizers: [sgd, adam]"
            .formatted(epochs);
    browser.run(
        "document.getElementById('name').value = 'one'; document.getElementById('yaml').value = '%s';"
                .formatted(yaml)
            + " document.getElementById('start').click();");
    browser.await("location.pathname === '/experiments/one/'");
  }

  @Test
  void anExperimentIsBegunAndSteeredInThePage() throws IOException, InterruptedException {
    begin("20000");
    String last = "document.querySelector('#results tbody')?.textContent";
    browser.await("document.querySelectorAll('#panels canvas').length === 4");
    String before = browser.value(last);
    browser.await(last + " !== " + quoted(before));
    browser.run("document.getElementById('stop').click()");
    browser.await("document.getElementById('state').textContent.endsWith('not going here')");
    long stopped = steps();
    Thread.sleep(300);
    assertThat(steps()).isEqualTo(stopped);
    browser.run("document.getElementById('resume').click()");
    for (int i = 0; i < 600 && steps() == stopped; i++) {
      Thread.sleep(50);
    }
    assertThat(steps()).isGreaterThan(stopped);
    String rest = browser.value(last);
    browser.await(last + " !== " + quoted(rest));
    browser.run("document.getElementById('stop').click()");
    browser.await("document.getElementById('state').textContent.endsWith('not going here')");
    browser.open(server.address().toString().replaceAll("\\?.*", ""));
    browser.await("document.querySelectorAll('#experiments tbody tr').length === 1");
    assertThat(browser.complaints()).isEmpty();
  }

  /// Nothing but keys: an experiment is begun, paused, gone on with and stopped, and its axes
  /// change.
  @Test
  void thePageCanBeUsedWithoutAMouse() throws IOException, InterruptedException {
    browser.open(server.address().toString());
    browser.await("document.getElementById('state').textContent === '0 of 0 experiments'");
    browser.run(
        "document.getElementById('yaml').value = 'train: 300\\nvalidation: 50\\nepochs: 20000\\noptimizers: [sgd]'");
    tabTo("name");
    for (String key : List.of("End", "o", "n", "e")) {
      browser.press(key);
    }
    tabTo("start");
    browser.press("Enter");
    browser.await("location.pathname === '/experiments/firstone/'");
    browser.await("document.querySelectorAll('#panels canvas').length === 4");
    tabTo("pause");
    browser.press("Enter");
    browser.await("document.getElementById('state').textContent.endsWith('paused')");
    Thread.sleep(300);
    long paused = steps("firstone");
    Thread.sleep(300);
    assertThat(steps("firstone")).isEqualTo(paused);
    tabTo("resume");
    browser.press("Enter");
    browser.await("document.getElementById('state').textContent.endsWith('going')");
    tabTo("x");
    browser.press("ArrowDown");
    browser.await("location.hash.includes('x=epoch')");
    tabTo("logy");
    browser.press(" ");
    browser.await("location.hash.includes('logy=1')");
    tabTo("chart-loss");
    browser.press("End");
    browser.await("document.querySelector('#loss [aria-live]').textContent.startsWith('epoch ')");
    browser.press("+");
    browser.press("0");
    browser.run("document.getElementById('stop').scrollIntoView()");
    tabTo("stop");
    browser.press("Enter");
    browser.await("document.getElementById('state').textContent.endsWith('not going here')");
    assertThat(browser.complaints()).isEmpty();
  }

  /// Walks with the Tab key until something has the focus.
  private void tabTo(String id) throws InterruptedException {
    String focused = "document.activeElement.id";
    for (int i = 0; i < 200 && !browser.value(focused).equals(id); i++) {
      browser.press("Tab");
    }
    assertThat(browser.value(focused)).isEqualTo(id);
  }

  private long steps() throws IOException {
    return steps("one");
  }

  private long steps(String name) throws IOException {
    return Results.read(store.resolve(name)).runs().stream()
        .mapToLong(run -> run.steps().size())
        .sum();
  }

  private static String quoted(String text) {
    return "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  @Test
  void theReportIsReadWithoutANetwork() throws IOException, InterruptedException {
    begin("6");
    browser.await("document.getElementById('state').textContent === '4 of 4 runs ended'");
    Results results = Results.read(store.resolve("one"));
    Path page = folder.resolve("report.html");
    Report.write(page, List.of(results));
    browser.call(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    browser.open(page.toUri().toString());
    browser.await("document.querySelectorAll('#panels canvas').length === 4");
    choicesStayInTheAddress();
    keyboardReadsAChart();
    theMouseZoomsAllCharts();
    whatIsOnScreenIsDownloaded(results);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anExperimentIsForkedInThePage() throws IOException, InterruptedException {
    begin("4");
    browser.await("document.getElementById('state').textContent === '4 of 4 runs ended'");
    browser.run(
        "document.getElementById('fork-epoch').value = 2;"
            + " document.getElementById('fork-settings').value = 'learningRate=[1e-3, 1e-4]; epochs=6';"
            + " document.getElementById('fork').requestSubmit();");
    browser.await("location.pathname === '/experiments/one-fork/'");
    browser.await("document.getElementById('state').textContent === '12 of 12 runs ended'");
    List<RunRecord> runs = Results.read(store.resolve("one-fork")).runs();
    assertThat(runs).extracting(run -> run.epochs().size()).contains(5, 7).doesNotContain(6);
    assertThat(runs.get(1).losses().subList(0, 12)).isEqualTo(runs.get(0).losses().subList(0, 12));
    assertThat(browser.complaints()).isEmpty();
    browser.run(
        "document.getElementById('fork-epoch').value = 2;"
            + " document.getElementById('fork-settings').value = 'epochs=1';"
            + " document.getElementById('fork').requestSubmit();");
    browser.await(
        "document.getElementById('said').textContent === 'epochs must be a whole number above 2, was 1'");
  }

  /// Nobody touches the page while the experiment goes on: at its end it shows what a page shows
  /// that is loaded then, and what the report shows.
  @Test
  void atTheEndTheLivePageShowsWhatTheReportShows() throws IOException, InterruptedException {
    begin("200");
    browser.await("document.querySelectorAll('#panels canvas').length === 4");
    browser.run(
        "document.querySelectorAll('#panels .tools button:first-child').forEach((b) => b.click())");
    browser.await("document.getElementById('state').textContent === '4 of 4 runs ended'");
    browser.await("document.querySelector('#loss tbody tr:last-child th').textContent === '1200'");
    browser.await("!document.querySelector('#results').textContent.includes('going')");
    Thread.sleep(2000);
    String shown =
        "['loss', 'validationAccuracy', 'trainAccuracy', 'validationLoss', 'results', 'target-table']"
            + ".map((id) => document.getElementById(id).innerText).join() + document.getElementById('legend').innerHTML";
    String live = browser.value(shown);
    Path page = folder.resolve("report.html");
    Report.write(page, List.of(Results.read(store.resolve("one"))));
    for (String address :
        List.of(
            server.address().resolve("/experiments/one/").toString(), page.toUri().toString())) {
      browser.open(address);
      browser.await("document.querySelectorAll('#panels canvas').length === 4");
      browser.run(
          "document.querySelectorAll('#panels .tools button:first-child').forEach((b) => b.click())");
      assertThat(browser.value(shown)).as(address).isEqualTo(live);
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void pathsOnSurfacesFollowWhatIsChanged() throws InterruptedException {
    browser.open(server.address().resolve("/surface").toString());
    browser.await("document.querySelectorAll('#paths circle').length === 4");
    browser.await("document.getElementById('now').textContent === 'step 200 of 200'");
    String sgd = "document.querySelector('#paths polyline').getAttribute('points')";
    String tuned = browser.value(sgd);
    String rate = "document.querySelector('#optimizers input[type=number]')";
    browser.run(rate + ".value = '0.0001'; " + rate + ".dispatchEvent(new Event('input'));");
    browser.await(sgd + " !== " + quoted(tuned));
    assertThat(browser.value("document.querySelector('#standings tbody td').textContent"))
        .isEqualTo("sgd 1e-4");
    assertThat(browser.value("location.hash")).contains("sgd%3BlearningRate%3D0.0001");
    String recipe = "document.querySelectorAll('#optimizers input[type=text]')[1]";
    browser.run(recipe + ".value = 'momentun'; " + recipe + ".dispatchEvent(new Event('change'));");
    browser.await(
        "document.getElementById('standings').textContent.includes('did you mean momentum')");
    browser.run("document.getElementById('time').focus()");
    browser.press("Home");
    browser.await("document.getElementById('now').textContent === 'step 0 of 200'");
    browser.run("document.getElementById('one-step').click()");
    assertThat(browser.value("document.getElementById('now').textContent"))
        .isEqualTo("step 1 of 200");
    browser.run("document.getElementById('play').click()");
    browser.await("Number(document.getElementById('time').value) > 3");
    browser.run("document.getElementById('play').click()");
    browser.call("Page.reload", Map.of());
    browser.await("document.querySelectorAll('#paths circle').length === 3");
    assertThat(browser.value("document.querySelector('#standings tbody td').textContent"))
        .isEqualTo("sgd 1e-4");
    assertThat(browser.complaints()).isEmpty();
  }

  /// Dolan and Moré's definition, by hand: a solves both problems, b the first in twice the time.
  @Test
  void severalProblemsHaveAPerformanceProfile() throws IOException, InterruptedException {
    begin("15");
    browser.await("document.getElementById('state')?.textContent.startsWith('4 of 4 runs ended')");
    Results results = Results.read(store.resolve("one"));
    Path page = folder.resolve("report.html");
    Map<String, Object> elsewhere = new HashMap<>(results.provenance().values());
    elsewhere.put("trainSha256", "of other data");
    Results other =
        new Results(
            "other",
            results.experimentPlan(),
            new Provenance(elsewhere),
            results.asked(),
            results.runs(),
            Optional.empty(),
            Optional.empty());
    Report.write(page, List.of(results, other));
    browser.open(page.toUri() + "#solved=0.9&metric=trainAccuracy");
    browser.await("document.querySelectorAll('#profile canvas').length === 1");
    assertThat(
            browser.value(
                "(() => { const p = Series.profile(new Map([['a', [10, 4]], ['b', [20, Infinity]]]), 4);"
                    + " return [p.share('a', 1), p.share('b', 1.9), p.share('b', 2), p.score('a'), p.score('b')].join(); })()"))
        .isEqualTo("1,0,0.5,1," + 1.0 / 3);
    assertThat(
            browser.value(
                "Series.smooth([3, 2, 4, 1e6, 1e15], 4).every((v) => v >= 2 && v <= 1e15)"))
        .as("a smoothed explosion stays within what was measured")
        .isEqualTo("true");
    assertThat(
            browser.value(
                "[[NaN, 1], [2, 2], [0.99, 0.01], [0, 0], [1, 3]].map(Chart.possible).every(([a, b]) => a < b)"))
        .as("an axis always has a length, or its ticks are looked for without end")
        .isEqualTo("true");
    assertThat(browser.value("document.querySelectorAll('#profile-table tbody tr').length"))
        .isEqualTo("2");
    assertThat(
            browser.value(
                "document.querySelector('#profile-table tbody td:nth-child(3)').textContent"))
        .isEqualTo("2 of 2");
    browser.run(
        "const c = document.getElementById('clock'); c.value = 'epoch'; c.dispatchEvent(new Event('change'));");
    assertThat(browser.value("location.hash")).contains("clock=epoch");
    assertThat(browser.complaints()).isEmpty();
  }

  private void choicesStayInTheAddress() throws InterruptedException {
    browser.run(
        "const x = document.getElementById('x'); x.value = 'epoch'; x.dispatchEvent(new Event('change'));");
    browser.run("document.getElementById('logy').click()");
    browser.run("document.getElementById('above').click()");
    browser.run("document.querySelectorAll('#legend button')[0].click()");
    assertThat(browser.value("location.hash")).contains("x=epoch", "logy=1", "above=1", "hide=sgd");
    browser.call("Page.reload", Map.of());
    browser.await("document.querySelectorAll('#panels canvas').length === 4");
    browser.await("document.getElementById('x').value === 'epoch'");
    assertThat(browser.value("document.getElementById('logy').checked")).isEqualTo("true");
    assertThat(browser.value("document.querySelector('#legend button').ariaPressed"))
        .isEqualTo("false");
    browser.run("document.querySelectorAll('#legend button')[0].click()");
  }

  private void keyboardReadsAChart() throws InterruptedException {
    browser.run("document.getElementById('chart-validationAccuracy').focus()");
    browser.press("End");
    String live = "document.querySelector('#validationAccuracy [aria-live]').textContent";
    browser.await(live + " !== ''");
    assertThat(browser.value(live)).startsWith("epoch 6: ").contains("adam 1e-3 ", "sgd 5e-3 ");
    browser.press("Home");
    browser.await(live + ".startsWith('epoch 0: ')");
  }

  private void theMouseZoomsAllCharts() throws InterruptedException {
    String box = "document.querySelector('#validationAccuracy .u-over').getBoundingClientRect()";
    double left = Double.parseDouble(browser.value(box + ".left"));
    double width = Double.parseDouble(browser.value(box + ".width"));
    double y = Double.parseDouble(browser.value(box + ".top")) + 60;
    browser.run("document.querySelectorAll('#panels .tools button:first-child')[1].click()");
    String rows = "document.querySelectorAll('#validationAccuracy tbody tr').length";
    assertThat(browser.value(rows)).isEqualTo("7");
    browser.drag(left + 0.4 * width, left + 0.9 * width, y);
    browser.await(rows + " < 7");
    browser.run("document.querySelector('#trainAccuracy .tools button:last-child').click()");
    browser.await(rows + " === 7");
  }

  private void whatIsOnScreenIsDownloaded(Results results)
      throws IOException, InterruptedException {
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    browser.call(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    String tools = "document.querySelectorAll('#validationAccuracy .tools button')";
    for (int button = 1; button <= 3; button++) {
      browser.run("%s[%d].click()".formatted(tools, button));
    }
    List<Path> files =
        List.of(
            downloads.resolve("validationAccuracy.csv"),
            downloads.resolve("validationAccuracy.svg"),
            downloads.resolve("validationAccuracy.png"));
    for (Path file : files) {
      for (int i = 0; i < 200 && !Files.exists(file); i++) {
        Thread.sleep(50);
      }
      assertThat(file).isNotEmptyFile();
    }
    List<String> rows = Files.readAllLines(files.getFirst());
    List<String> heads = List.of(rows.getFirst().split(",", -1));
    assertThat(rows).hasSize(1 + 7);
    for (RunRecord run : results.runs()) {
      String name = "\"%s, seed %d\"".formatted(run.plan().label(), run.plan().seed());
      int column = columns(rows.getFirst()).indexOf(name);
      assertThat(column).as("%s in %s", name, heads).isPositive();
      List<Double> shown =
          rows.stream().skip(1).map(row -> Double.valueOf(row.split(",", -1)[column])).toList();
      assertThat(shown)
          .isEqualTo(
              run.epochs().stream()
                  .map(epoch -> Metric.VALIDATION_ACCURACY.of(epoch).orElseThrow())
                  .toList());
    }
  }

  /// The heads, of which some are quoted.
  private static List<String> columns(String head) {
    return List.of(head.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
  }
}
