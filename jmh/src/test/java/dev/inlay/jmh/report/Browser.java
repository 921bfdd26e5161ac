package dev.inlay.jmh.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a report page, and what is wrong with that page. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TAB_STOPS = 3_000;

  private final ChromeDriver driver;

  Browser(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(executable("inlay.chromium", "/usr/bin/chromium"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(
                    new File(executable("inlay.chromedriver", "/usr/bin/chromedriver")))
                .build(),
            options);
  }

  private static String executable(String property, String usual) {
    String path = System.getProperty(property, usual);
    if (!Files.isExecutable(Path.of(path))) {
      throw new IllegalStateException(
          path + " is missing: install chromium and chromium-driver, or give -D" + property);
    }
    return path;
  }

  void open(Path page) {
    resize(1280, 900);
    media("screen", "light");
    // What the browser's own first page says and asks for is none of the report's.
    driver.get("about:blank");
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(page.toAbsolutePath().normalize().toUri().toString());
  }

  void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  void media(String media, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  long number(String expression) {
    return ((Number) script("return " + expression)).longValue();
  }

  String text(String expression) {
    return String.valueOf(script("return " + expression));
  }

  /** Returns charts that are visible and have no marks. */
  @SuppressWarnings("unchecked")
  List<String> chartsNotDrawn() {
    return (List<String>)
        script(
            "return [...document.querySelectorAll('.chart')].filter((c) => c.clientWidth > 0"
                + " && c.querySelectorAll('svg path').length < 3).map((c) => c.id)");
  }

  /** Returns what the console says, warnings and more. */
  List<String> console() {
    List<String> messages = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        messages.add(entry.getMessage());
      }
    }
    return messages;
  }

  /** Returns the addresses that the page asked for, whether it was let or not, but for files. */
  List<String> requests() {
    List<String> addresses = new ArrayList<>();
    boolean page = false;
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode event = event(entry).path("message");
      if (event.path("method").asText().equals("Network.requestWillBeSent")) {
        String address = event.at("/params/request/url").asText();
        page |= address.startsWith("file:") && address.endsWith(".html");
        if (!address.startsWith("file:") && !address.startsWith("data:")) {
          addresses.add(address);
        }
      }
    }
    if (!page) {
      throw new IllegalStateException("the log does not even have the request of the page");
    }
    return addresses;
  }

  private static JsonNode event(LogEntry entry) {
    try {
      return JSON.readTree(entry.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("no event: " + entry.getMessage(), e);
    }
  }

  /** Presses Tab until it comes round, and returns where that led: identifiers, or else labels. */
  Set<String> tabStops() {
    script("document.activeElement.blur(); window.scrollTo(0, 0)");
    Set<String> stops = new LinkedHashSet<>();
    for (int i = 0; i < MOST_TAB_STOPS; i++) {
      new Actions(driver).sendKeys(Keys.TAB).perform();
      String stop =
          text(
              "(() => { const e = document.activeElement; return e === document.body ? 'body'"
                  + " : e.id || e.getAttribute('aria-label') || e.getAttribute('href')"
                  + " || e.textContent; })()");
      if (stop.equals("body") || (stop.equals("#main") && stops.contains("#main"))) {
        return stops;
      }
      stops.add(stop);
    }
    throw new IllegalStateException("Tab does not come round");
  }

  void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  void click(String selector) {
    script("document.querySelector(arguments[0]).click()", selector);
  }

  /** Keeps a picture of the whole page. */
  void picture(Path file) throws IOException {
    long width = number("document.documentElement.clientWidth");
    long height = number("document.documentElement.scrollHeight");
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } finally {
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  /** Keeps the page as it prints. */
  void print(Path file) throws IOException {
    Map<String, Object> pdf =
        driver.executeCdpCommand(
            "Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(pdf.get("data"))));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
