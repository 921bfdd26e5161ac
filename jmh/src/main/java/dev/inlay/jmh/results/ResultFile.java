package dev.inlay.jmh.results;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A result file with the environment beside it.
 *
 * @param path the JSON file
 * @param series every figure, in the order of the file
 * @param environment what {@code environment.json} says, empty when there is none
 */
public record ResultFile(Path path, List<Series> series, Map<String, String> environment) {

  /** The name of the JSON file in a folder of results. */
  public static final String RESULTS = "results.json";

  /** The name of the description of machine and command in a folder of results. */
  public static final String ENVIRONMENT = "environment.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public ResultFile {
    series = List.copyOf(series);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /**
   * Reads a file, or the one in a folder.
   *
   * @param given a JSON file that the comparison wrote, or the folder with it
   * @return what it holds
   * @throws UnreadableException if it cannot be read or was written by something else
   */
  public static ResultFile read(Path given) throws UnreadableException {
    Path file = Files.isDirectory(given) ? given.resolve(RESULTS) : given;
    JsonNode root = parse(file);
    if (!root.isArray()) {
      throw new UnreadableException(file, "not a result file: no list of JMH results");
    }
    if (root.isEmpty()) {
      throw new UnreadableException(file, "the list of results is empty");
    }
    List<Series> series = new ArrayList<>();
    int number = 0;
    for (JsonNode result : root) {
      number++;
      try {
        series.addAll(SeriesReader.read(result));
      } catch (IllegalArgumentException e) {
        throw new UnreadableException(
            file, "result " + number + " is not one of ./compare: " + e.getMessage());
      }
    }
    return new ResultFile(file, series, environmentBeside(file));
  }

  /**
   * Finds the figures of a map.
   *
   * @param task what was done
   * @param metric what was measured
   * @param subject the map's name
   * @return its figures, or empty when there are none
   */
  public Optional<Series> find(Task task, Metric metric, String subject) {
    return series.stream()
        .filter(s -> s.task().equals(task) && s.subject().equals(subject))
        .filter(s -> s.metric().label().equals(metric.label()))
        .findFirst();
  }

  /**
   * Returns what was done.
   *
   * @return each task once, in the order of the file
   */
  public List<Task> tasks() {
    return series.stream().map(Series::task).distinct().toList();
  }

  private static Map<String, String> environmentBeside(Path file) throws UnreadableException {
    Path environment = file.resolveSibling(ENVIRONMENT);
    if (!Files.exists(environment)) {
      return Map.of();
    }
    try {
      return JSON.convertValue(
          parse(environment), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(environment, "not a list of names and texts");
    }
  }

  private static JsonNode parse(Path file) throws UnreadableException {
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root.isMissingNode()) {
        throw new UnreadableException(file, "the file is empty");
      }
      return root;
    } catch (NoSuchFileException e) {
      throw new UnreadableException(file, "no such file");
    } catch (JsonProcessingException e) {
      throw new UnreadableException(file, "not JSON, or cut off" + position(e.getLocation()));
    } catch (IOException e) {
      throw new UnreadableException(file, "cannot be read: " + e.getMessage());
    }
  }

  private static String position(JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
