package dev.inlay.jmh.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One page with everything in it: texts and tables as HTML, charts drawn by Apache ECharts, which
 * is in the page too. A content security policy in the page forbids the browser every request.
 */
final class HtmlReport {
  private static final String CHARTS = "/META-INF/maven/org.webjars/echarts/pom.properties";
  private static final String CHARTS_SCRIPT =
      "/META-INF/resources/webjars/echarts/%s/echarts.min.js";

  private HtmlReport() {}

  static String toHtml(List<Run> runs) {
    Page page = new Page(runs);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("page", page.parts());
    parts.put("css", resource("page.css"));
    parts.put("js", resource("page.js"));
    parts.put("charts", charts());
    parts.put("chartsVersion", chartsVersion());
    parts.put("chartsNotice", resource("NOTICE-echarts.txt"));
    parts.put("data", inScript(page.data()));
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .withLoader(name -> new StringReader(resource(name + ".mustache")))
        .compile(resource("page.mustache"))
        .execute(parts);
  }

  /** Returns JSON that stays JSON inside a script element, whatever texts it has. */
  static String inScript(Object data) {
    try {
      JsonMapper mapper =
          JsonMapper.builder()
              .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .build();
      mapper.getFactory().setCharacterEscapes(new ScriptEscapes());
      return mapper.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("data that is no JSON", e);
    }
  }

  /** Returns the library, so that it cannot end the script element that it is in. */
  private static String charts() {
    return resource(CHARTS_SCRIPT.formatted(chartsVersion()))
        .replace("</script", "<\\/script")
        .replace("<!--", "<\\!--");
  }

  private static String chartsVersion() {
    try (InputStream in = open(CHARTS)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = HtmlReport.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    return in;
  }

  /** No tag and no comment can begin or end in a string. */
  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private static final int[] ESCAPES = escapes();

    private static int[] escapes() {
      int[] escapes = standardAsciiEscapesForJSON();
      for (char c : new char[] {'<', '>', '&'}) {
        escapes[c] = ESCAPE_STANDARD;
      }
      return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ESCAPES.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int ch) {
      return new SerializedString("");
    }
  }
}
